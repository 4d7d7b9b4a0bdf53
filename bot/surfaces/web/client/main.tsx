// Starts the console in the page the server sent.
import "./styles/base.css";
import "./styles/top-bar.css";
import "./styles/chat.css";
import "./styles/card.css";
import "./styles/composer.css";
import "./styles/fan.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { readBoot } from "./boot.ts";

const root = document.getElementById("app");
if (root) render(<App boot={readBoot(root)} />, root);
