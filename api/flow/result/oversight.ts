import { shapeGrant, type ShapeGrantWish } from "../../../schema/asking.ts";
import { Problem } from "../../../schema/problem.ts";
import type { Text } from "../../../schema/text.ts";
import type { People, Viewer } from "../../people/people.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Manifest } from "../snapshot/manifest.ts";
import type { SnapshotStep } from "../snapshot/snapshot.ts";
import { labelText, type Study, type StudyStep } from "../study/study.ts";
import { blockedIn, type Blocked } from "./blocked.ts";
import { createShapeRequests, unknownStudy, type ShapeRequest, type ShapeRequests } from "./shape-requests.ts";
import type { ShapeRequestStore } from "./shape-request.store.ts";
import { asksForWorkplace, pursesOf, userAsker } from "./budget.ts";
import type { BudgetStore, GrantRecord } from "./budget.store.ts";
import type { AskingLimits, Rules } from "./rules.ts";
import { sayRules, type RuleInWords } from "./rules-in-words.ts";
import { sayTakingPart, TAKING_PART } from "./shape.ts";

/** What a steward sees and decides about asking; never an answer. */
export interface Oversight extends ShapeRequests {
  rules(): { name: string; rules: RuleInWords[] };
  /** Null where there is no such study. */
  ofStudy(slug: string): Promise<StudyProtection | null>;
  /** Variables on which all askers together asked many shapes; the newest first. */
  alerts(): Promise<ShapeAlert[]>;
  /** How much somebody may still ask; of these variables only, where they are named. */
  budgets(asker: Viewer, slug: string, variables: readonly string[] | null): Promise<ShapeBudget[]>;
  grant(steward: Viewer, wish: ShapeGrantWish): Promise<ShapeGrant>;
}

export interface StudyProtection {
  study: Study;
  blocked: Blocked[];
  uses: AskerUse[];
  alerts: ShapeAlert[];
  grants: ShapeGrant[];
  /** Newest first. */
  requests: ShapeRequest[];
}

export interface AskerName {
  id: string;
  name: string;
  isWorkplace: boolean;
  /** Whether a steward may let them ask more. */
  mayGetMore: boolean;
}

export interface AskerUse {
  asker: AskerName;
  variable: NamedVariable;
  used: number;
  most: number;
  lastAskedAt: Date;
}

export interface NamedVariable {
  name: string;
  label: Text;
}

export interface ShapeAlert {
  study: Study;
  variable: NamedVariable;
  shapes: number;
  since: Date;
}

export interface ShapeBudget {
  variable: NamedVariable;
  used: number;
  most: number;
  /** The smallest that is left counts: a member's workplace may have asked more than the member. */
  left: number;
  forWorkplace: boolean;
  /** Whether a steward could let them ask more. */
  mayGetMore: boolean;
  /** The newest that was asked of stewards. */
  request: ShapeRequest | null;
}

export interface ShapeGrant {
  id: string;
  asker: AskerName;
  variable: NamedVariable | null;
  most: number;
  reason: string;
  grantedBy: string;
  grantedAt: Date;
}

export interface OversightDeps {
  store: BudgetStore;
  requestStore: ShapeRequestStore;
  rules: Rules;
  limits: AskingLimits;
  clock: Clock;
  people: Pick<People, "accounts" | "workplaces">;
  study: Pick<StudyStep, "studyBySlug" | "studyById">;
  snapshot: Pick<SnapshotStep, "current" | "allOf" | "open">;
}

export function createOversight({
  store,
  requestStore,
  rules,
  limits,
  clock,
  people,
  study: studies,
  snapshot,
}: OversightDeps): Oversight {
  const manifestOf = async (studyId: string): Promise<Manifest | null> => {
    const current = await snapshot.current(studyId);
    return current && (await snapshot.open(current)).manifest;
  };

  const alertsOf = async (alerts: Awaited<ReturnType<BudgetStore["alerts"]>>): Promise<ShapeAlert[]> => {
    const known = new Map<string, { study: Study; manifest: Manifest | null }>();
    for (const id of new Set(alerts.map(({ studyId }) => studyId))) {
      const study = await studies.studyById(id);
      if (study) known.set(id, { study, manifest: await manifestOf(id) });
    }
    return alerts.flatMap(({ studyId, variable, shapes, since }) => {
      const at = known.get(studyId);
      return at ? [{ study: at.study, variable: named(variable, at.manifest), shapes, since }] : [];
    });
  };

  async function namesOf(askers: readonly string[]): Promise<(asker: string) => AskerName> {
    const ids = (kind: string) =>
      [...new Set(askers)].flatMap((asker) => (asker.startsWith(kind) ? [asker.slice(kind.length)] : []));
    const [accounts, workplaces] = await Promise.all([
      people.accounts(ids("user:")),
      people.workplaces(ids("workplace:")),
    ]);
    const known = new Map<string, AskerName>([
      ...accounts.map(({ id, name, roles }): [string, AskerName] => [
        userAsker(id),
        { id: userAsker(id), name, isWorkplace: false, mayGetMore: !asksForWorkplace(roles) },
      ]),
      ...workplaces.map(({ id, name }): [string, AskerName] => [
        `workplace:${id}`,
        { id: `workplace:${id}`, name, isWorkplace: true, mayGetMore: false },
      ]),
    ]);
    return (id) => known.get(id) ?? { id, name: "?", isWorkplace: id.startsWith("workplace:"), mayGetMore: false };
  }

  const grantsIn = async (grants: readonly GrantRecord[], manifest: Manifest | null): Promise<ShapeGrant[]> => {
    const nameOf = await namesOf(grants.flatMap(({ asker, grantedById }) => [asker, userAsker(grantedById)]));
    return grants.map(({ id, asker, variable, reason, grantedById, grantedAt }) => ({
      id,
      asker: nameOf(asker),
      variable: variable === null ? null : named(variable, manifest),
      most: limits.agreed,
      reason,
      grantedBy: nameOf(userAsker(grantedById)).name,
      grantedAt,
    }));
  };

  async function mayBeGranted(asker: string, study: Study, variable: string | null): Promise<void> {
    const manifest = await manifestOf(study.id);
    const isAnswer = ({ name, role }: { name: string; role: string }) => name === variable && role === "ANSWER";
    if (variable !== null && variable !== TAKING_PART && !manifest?.variables.some(isAnswer)) throw noAnswer(variable);
    const name = (await namesOf([asker]))(asker);
    if (name.name === "?") throw unknownAsker();
    if (!name.mayGetMore) throw onlyWorkplace(limits.workplace);
    if (isGranted(await store.grants(study.id, asker), asker, variable)) throw alreadyGranted(limits.agreed);
  }

  async function grant(steward: Viewer, wish: ShapeGrantWish): Promise<ShapeGrant> {
    const { asker, study: slug, variable, reason } = checked(wish);
    const study = await studies.studyBySlug(slug);
    if (study === null) throw unknownStudy();
    if (asker === userAsker(steward.userId)) throw ownGrant();
    await mayBeGranted(asker, study, variable);
    const granted = await store.grant({
      asker,
      studyId: study.id,
      variable,
      reason,
      grantedById: steward.userId,
      grantedAt: clock(),
    });
    return (await grantsIn([granted], await manifestOf(study.id)))[0] as ShapeGrant;
  }

  const { inWords, ...requests } = createShapeRequests({
    store: requestStore,
    clock,
    study: studies,
    manifestOf,
    namesOf,
    named,
    mayBeGranted,
    grant,
  });

  return {
    ...requests,
    grant,
    rules: () => ({ name: rules.name, rules: sayRules(rules, limits) }),

    async ofStudy(slug) {
      const study = await studies.studyBySlug(slug);
      if (study === null) return null;
      const [snapshots, manifest, uses, grants, alerts, asked] = await Promise.all([
        snapshot.allOf(study.id),
        manifestOf(study.id),
        store.uses(study.id, null),
        store.grants(study.id),
        store.alerts(limits.told, study.id),
        requestStore.ofStudy(study.id),
      ]);
      const nameOf = await namesOf(uses.map(({ asker }) => asker));
      return {
        study,
        blocked: blockedIn(snapshots, manifest, rules),
        uses: uses.map(({ asker, variable, used, lastAskedAt }) => {
          const name = nameOf(asker);
          const most = !name.mayGetMore
            ? limits.workplace
            : isGranted(grants, asker, variable)
              ? limits.agreed
              : limits.shapes;
          return { asker: name, variable: named(variable, manifest), used, most, lastAskedAt };
        }),
        alerts: await alertsOf(alerts),
        grants: await grantsIn(grants, manifest),
        requests: await inWords(asked),
      };
    },

    alerts: async () => alertsOf(await store.alerts(limits.told)),

    async budgets(asker, slug, variables) {
      const study = await studies.studyBySlug(slug);
      const manifest = study && (await manifestOf(study.id));
      if (!manifest) return [];
      const purses = pursesOf(asker, limits);
      const askers = purses.map((purse) => purse.asker);
      const [uses, grants, asked] = await Promise.all([
        store.uses(study.id, askers),
        store.grants(study.id, userAsker(asker.userId)),
        requestStore.ofStudy(study.id, userAsker(asker.userId)).then(inWords),
      ]);
      const names = manifest.variables.flatMap(({ name, role, type }) =>
        role === "ANSWER" && type !== "TEXT" ? [name] : [],
      );
      return [...names, TAKING_PART]
        .filter((name) => variables?.includes(name) ?? true)
        .map((variable) => {
          const standings = purses.map((purse) => {
            const used = uses.find((use) => use.asker === purse.asker && use.variable === variable)?.used ?? 0;
            const most = isGranted(grants, purse.asker, variable) ? purse.agreed : purse.allowed;
            return {
              used,
              most,
              left: Math.max(0, most - used),
              forWorkplace: purse.asker.startsWith("workplace:"),
              mayGetMore: most < purse.agreed,
            };
          });
          const [tightest] = standings.toSorted((a, b) => a.left - b.left);
          return {
            variable: named(variable, manifest),
            ...(tightest as (typeof standings)[number]),
            request: asked.find((request) => request.variable.name === variable) ?? null,
          };
        });
    },
  };
}

const named = (name: string, manifest: Manifest | null): NamedVariable => {
  if (name === TAKING_PART) return { name, label: sayTakingPart };
  const found = manifest?.variables.find((variable) => variable.name === name);
  return { name, label: labelText(found ?? { label: name }) };
};

const isGranted = (grants: readonly GrantRecord[], asker: string, variable: string | null): boolean =>
  grants.some((grant) => grant.asker === asker && (grant.variable === null || grant.variable === variable));

function checked(wish: ShapeGrantWish) {
  const read = shapeGrant.safeParse(wish);
  if (read.success) return read.data;
  throw new Problem(
    "GRANT_INVALID",
    {
      nl: "Zeg voor wie, bij welke studie en waarom; de reden is hoogstens 1000 tekens.",
      en: "Say for whom, in which study and why; the reason has at most 1000 characters.",
    },
    ["input", ...(read.error.issues[0]?.path.map(String) ?? [])],
  );
}

const noAnswer = (variable: string) =>
  new Problem(
    "UNKNOWN_VARIABLE",
    {
      nl: `“${variable}” is geen variabele waarvoor een limiet geldt.`,
      en: `“${variable}” is no variable that has a limit.`,
    },
    ["input", "variable"],
  );

const unknownAsker = () =>
  new Problem("UNKNOWN_ASKER", { nl: "Deze vrager bestaat niet.", en: "There is no such asker." }, ["input", "asker"]);

const ownGrant = () =>
  new Problem(
    "OWN_GRANT",
    {
      nl: "Jezelf meer ruimte geven kan niet. Vraag een andere dataverantwoordelijke.",
      en: "You cannot let yourself ask more. Ask another data steward.",
    },
    ["input", "asker"],
  );

const onlyWorkplace = (most: number) =>
  new Problem(
    "WORKPLACE_LIMIT",
    {
      nl: `Wie voor een leerwerkplaats vraagt, houdt samen met de anderen ${most} soorten vragen per variabele.`,
      en: `Whoever asks for a workplace keeps ${most} shapes of questions a variable, together with the others.`,
    },
    ["input", "asker"],
  );

const alreadyGranted = (most: number) =>
  new Problem(
    "ALREADY_GRANTED",
    {
      nl: `Dit kan al: tot ${most} soorten vragen.`,
      en: `This is allowed already: up to ${most} shapes of questions.`,
    },
    ["input", "variable"],
  );
