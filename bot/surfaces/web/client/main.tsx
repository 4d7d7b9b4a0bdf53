// Starts the console in the page the server sent.
import { render } from "preact";
import { App } from "./app.tsx";
import { readBoot } from "./boot.ts";

const root = document.getElementById("app");
if (root) render(<App boot={readBoot(root)} />, root);
