import { useState } from "react";
import { Button } from "../../components/button/Button.tsx";
import { TextField } from "../../components/form/TextField.tsx";

interface AddOneProps {
  label: string;
  /** What the button says */
  add: string;
  /** With what was typed, without spaces around it and never empty. */
  onAdd(words: string): void;
}

/** Adds one more to a list by its words; Enter adds, and the next can be typed at once. */
export function AddOne({ label, add, onAdd }: AddOneProps) {
  const [typed, setTyped] = useState("");
  const take = () => {
    const words = typed.trim();
    if (words === "") return;
    onAdd(words);
    setTyped("");
  };
  return (
    <>
      <TextField
        label={label}
        value={typed}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          take();
        }}
      />
      <Button onClick={take}>{add}</Button>
    </>
  );
}
