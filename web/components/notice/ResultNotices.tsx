import { Notice } from "./Notice.tsx";

/** What became of the data of a result after it was given; stands before its figures, wherever those are shown. */
export function ResultNotices({ notices }: { notices: readonly string[] }) {
  return notices.map((notice) => (
    <Notice key={notice} kind="LATE">
      <p>{notice}</p>
    </Notice>
  ));
}
