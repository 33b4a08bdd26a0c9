import styles from "./mark.module.css";

/** The radii of the echo, on a field of 48. */
const RADII = [10.5, 16.5, 22.5] as const;

interface MarkProps {
  /** How far the voice has come: 0 to 3 rings are full, the others are faint. */
  rings?: number;
  size?: number;
  /** What it says to somebody who cannot see it; without it the mark is decoration. */
  label?: string;
  tone?: "accent" | "ink" | "good";
}

/** A dot is a voice; rings around it are its echo: counted, in a finding, something was done. */
export function Mark({ rings = 3, size = 40, label, tone = "accent" }: MarkProps) {
  const naming = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return (
    <svg className={styles[tone]} viewBox="0 0 48 48" width={size} height={size} fill="none" {...naming}>
      <circle cx="24" cy="24" r="5" fill="currentColor" />
      {RADII.map((radius, index) => (
        <circle
          key={radius}
          cx="24"
          cy="24"
          r={radius}
          stroke="currentColor"
          strokeWidth={index < rings ? 2.75 : 1.5}
          {...(index < rings ? {} : { strokeDasharray: "1.5 4", strokeLinecap: "round", opacity: 0.75 })}
        />
      ))}
    </svg>
  );
}

interface ProgressRingProps {
  /** 0 to 1 */
  share: number;
  size?: number;
  label?: string;
}

/** The echo that closes: a ring that is drawn as far as one has come. */
export function ProgressRing({ share, size = 44, label }: ProgressRingProps) {
  const whole = 2 * Math.PI * 20;
  const naming = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return (
    <svg className={styles.accent} viewBox="0 0 48 48" width={size} height={size} fill="none" {...naming}>
      <circle cx="24" cy="24" r="5" fill="currentColor" />
      <circle className={styles.track} cx="24" cy="24" r="20" strokeWidth="2" />
      <circle
        className={styles.drawn}
        cx="24"
        cy="24"
        r="20"
        stroke="currentColor"
        strokeWidth="4"
        strokeLinecap="round"
        strokeDasharray={`${whole * Math.min(1, Math.max(0, share))} ${whole}`}
        transform="rotate(-90 24 24)"
        {...(share > 0 ? {} : { opacity: 0 })}
      />
    </svg>
  );
}
