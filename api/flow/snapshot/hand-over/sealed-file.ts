import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Encrypter } from "age-encryption";
import { ZipFile } from "yazl";

/** A file of the archive: its words, or where it lies. */
export type Packed = { name: string } & ({ text: string } | { path: string });

/** Throws where nobody could open what is encrypted for this key. */
export async function tryKey(recipientKey: string): Promise<void> {
  await encrypterFor(recipientKey).encrypt("");
}

function encrypterFor(recipientKey: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipientKey);
  return encrypter;
}

interface Sealing {
  files: readonly Packed[];
  recipientKey: string;
  /** All files get it: the archive says no more than it must. */
  at: Date;
  path: string;
  signal: AbortSignal;
  /** Called with the bytes of files that were read since. */
  onRead(bytes: number): void;
}

/**
 * Writes an archive that only the recipient opens. It goes through compressing and encrypting piece by piece: nothing
 * of it is held, and none of it stands on disk unencrypted.
 */
export async function writeSealed(sealing: Sealing): Promise<{ bytes: number; sha256: string }> {
  const { files, recipientKey, at, path, signal, onRead } = sealing;
  const archive = new ZipFile();
  const packed = archive.outputStream as Readable;
  archive.on("error", (error: Error) => packed.destroy(error));
  const options = { mtime: at, mode: 0o100600 };
  for (const file of files) {
    if ("text" in file) archive.addBuffer(Buffer.from(file.text), file.name, options);
    else
      archive.addReadStreamLazy(file.name, options, (give) => {
        const counted = new Transform({
          transform(piece: Buffer, _encoding, done) {
            onRead(piece.length);
            done(null, piece);
          },
        });
        const source = createReadStream(file.path);
        source.on("error", (error) => counted.destroy(error));
        give(null, source.pipe(counted));
      });
  }
  archive.end();

  const digest = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      digest.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  const sealed = await encrypterFor(recipientKey).encrypt(
    Readable.toWeb(packed) as globalThis.ReadableStream<Uint8Array>,
  );
  await pipeline(Readable.fromWeb(sealed as ReadableStream), measure, createWriteStream(path, { mode: 0o600 }), {
    signal,
  });
  return { bytes, sha256: digest.digest("hex") };
}
