/** A face, from 0 (sad) to 1 (glad); says nothing by itself: the words stand beside it. */
export function Face({ mood }: { mood: number }) {
  const bend = 8 * (mood - 0.5);
  return (
    <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="16" cy="16" r="14" strokeWidth="2" />
      <circle cx="11" cy="12.5" r="1.5" fill="currentColor" stroke="none" />
      <circle cx="21" cy="12.5" r="1.5" fill="currentColor" stroke="none" />
      <path d={`M9 ${21 - bend / 2} Q16 ${21 + bend} 23 ${21 - bend / 2}`} strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
