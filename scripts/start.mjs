// npm start: makes ready what is missing, then runs the server in this very process.
import { prepare } from "./prepare.mjs";

prepare("client", "server");
await import("../dist/server.mjs");
