import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useAddress } from "../../lib/address/address.tsx";

interface PageHeadingProps {
  children: ReactNode;
  /** What the browser's tab says; the heading's own words where it is plain text. */
  title?: string;
  className?: string;
  id?: string;
  /** The page changes its own address while one works in it: the focus stays where it is. */
  steady?: boolean;
}

/**
 * The one h1 of a page. After a step within the client it takes the focus, so that keyboard and screen reader
 * go on from there; on the first load the browser's own beginning is kept.
 */
export function PageHeading({ children, title, className, id, steady = false }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useAddress();
  const [firstKey] = useState(key);
  const arrival = steady ? firstKey : key;
  const said = title ?? (typeof children === "string" ? children : undefined);
  useEffect(() => {
    if (said) document.title = `${said} · Weerklank`;
  }, [said]);
  // Before the page is painted: whoever sees the heading and acts at once never has the focus taken from under them.
  useLayoutEffect(() => {
    if (arrival === "default") return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [arrival]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className} id={id}>
      {children}
    </h1>
  );
}
