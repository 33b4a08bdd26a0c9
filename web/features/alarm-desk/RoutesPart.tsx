import { useState } from "react";
import type { FormEvent } from "react";
import { useMutation, useQuery } from "urql";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";
import { FailureNotice } from "../../components/notice/FailureNotice.tsx";
import { Notice } from "../../components/notice/Notice.tsx";
import { Waiting } from "../../components/page/Waiting.tsx";
import { useSay, useWords } from "../../lib/language/language.tsx";
import styles from "./alarm-desk.module.css";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Route } from "./operations.ts";
import { AlarmRoutes, RouteAlarms } from "./operations.ts";

/** Who is given an alarm of which region, and in how many hours the next one is. */
export function RoutesPart() {
  const words = useWords({ nl, en });
  const [{ data, error }, again] = useQuery({ query: AlarmRoutes, requestPolicy: "cache-and-network" });
  const [changing, setChanging] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const refresh = () => again({ requestPolicy: "network-only" });
  return (
    <section className={styles.part} aria-labelledby="routes">
      <h2 id="routes">{words.routes}</h2>
      <p className={styles.intro}>{words.routesIntro}</p>
      {error && <FailureNotice error={error} onRetry={refresh} />}
      {!data && !error && <Waiting />}
      <ul className={styles.routes}>
        {data?.alarmRoutes.map((route) => (
          <li key={route.region}>
            {changing === route.region ? (
              <RouteForm
                route={route}
                onDone={(done) => {
                  setChanging(null);
                  setSaved(done ? route.region : null);
                  if (done) refresh();
                }}
              />
            ) : (
              <RouteLine
                route={route}
                saved={saved === route.region}
                onChange={() => {
                  setSaved(null);
                  setChanging(route.region);
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const useRegionName = () => {
  const words = useWords({ nl, en });
  const say = useSay();
  return ({ name }: Route) => (name ? say(name) : words.elsewhere);
};

function RouteLine({ route, saved, onChange }: { route: Route; saved: boolean; onChange(): void }) {
  const words = useWords({ nl, en });
  const region = useRegionName()(route);
  const who = route.handlers.map(({ name }) => name).join(", ");
  const nobody = route.region === "" ? words.off : words.nobody;
  return (
    <div className={styles.line}>
      <strong>{region}</strong>
      <span>{who ? `${who} (${words.inHours(route.hours)})` : nobody}</span>
      <Button weight="QUIET" aria-label={`${words.change}: ${region}`} onClick={onChange}>
        {words.change}
      </Button>
      {saved && <span role="status">{words.saved}</span>}
    </div>
  );
}

function RouteForm({ route, onDone }: { route: Route; onDone(saved: boolean): void }) {
  const words = useWords({ nl, en });
  const region = useRegionName()(route);
  const [handlers, setHandlers] = useState(route.handlers);
  const [added, setAdded] = useState("");
  const [hours, setHours] = useState(String(route.hours));
  const [{ data, error, fetching }, keep] = useMutation(RouteAlarms);
  const problem = data?.routeAlarms.__typename === "Problem" ? data.routeAlarms : null;
  const about = problem?.path?.[0];
  const save = async () => {
    const all = [...handlers.map(({ id }) => id), ...(added.trim() ? [added.trim()] : [])];
    const answer = await keep({ region: route.region, handlers: all, hours: Math.round(Number(hours)) || 0 });
    if (answer.data?.routeAlarms.__typename === "AlarmRoute") onDone(true);
  };
  return (
    <form
      className={styles.form}
      aria-label={words.changeFor(region)}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      {/* The heading takes the focus: the press that led here is gone. */}
      <h3 tabIndex={-1} ref={(heading) => heading?.focus()}>
        {words.changeFor(region)}
      </h3>
      {handlers.length > 0 && (
        <ol className={styles.people} aria-label={words.people}>
          {handlers.map(({ id, name }) => (
            <li key={id}>
              {name}
              <Button weight="QUIET" onClick={() => setHandlers((before) => before.filter((each) => each.id !== id))}>
                {words.remove(name)}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <TextField
        type="email"
        label={words.add}
        help={words.addHelp}
        value={added}
        error={about === "handlers" ? problem?.message : undefined}
        onChange={(event) => setAdded(event.target.value)}
      />
      <TextField
        type="number"
        min={1}
        max={168}
        label={words.hours}
        value={hours}
        error={about === "hours" ? problem?.message : undefined}
        onChange={(event) => setHours(event.target.value)}
      />
      {error && <FailureNotice error={error} />}
      {problem && about === undefined && <Notice kind="WRONG" title={problem.message} />}
      <div className={styles.actions}>
        <Button type="submit" weight="PRIMARY" busy={fetching}>
          {words.save}
        </Button>
        <Button onClick={() => onDone(false)}>{words.cancel}</Button>
      </div>
    </form>
  );
}
