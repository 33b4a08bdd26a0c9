// npm run build: the web client and the server as they are served.
import { prepare } from "./prepare.mjs";

prepare("client", "server");
