// Runs before every test file.
import { countContextsAnew } from "./context-numbers.ts";

countContextsAnew();
