import type { ComponentProps } from "react";
import { Link } from "../../lib/address/address.tsx";
import styles from "./button.module.css";

/** PRIMARY: the one next step. SECONDARY: another way. QUIET: back, skip, change. */
export type ButtonWeight = "PRIMARY" | "SECONDARY" | "QUIET";

const CLASSES: Record<ButtonWeight, string | undefined> = {
  PRIMARY: styles.primary,
  SECONDARY: styles.secondary,
  QUIET: styles.quiet,
};

interface ButtonProps extends ComponentProps<"button"> {
  weight?: ButtonWeight;
  /** On its way: stays focusable and says so, but a second press does nothing. */
  busy?: boolean;
}

export function Button({ weight = "SECONDARY", busy = false, type = "button", onClick, ...native }: ButtonProps) {
  return (
    <button
      {...native}
      type={busy && type === "submit" ? "button" : type}
      className={CLASSES[weight]}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    />
  );
}

interface ButtonLinkProps extends ComponentProps<typeof Link> {
  weight?: ButtonWeight;
}

/** Goes somewhere, and looks like the next step. */
export function ButtonLink({ weight = "SECONDARY", ...link }: ButtonLinkProps) {
  return <Link {...link} className={CLASSES[weight]} />;
}
