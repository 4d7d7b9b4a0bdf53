// Commands about what fans may spend.
import { fanUnfreeze } from "../fan/fan-unfreeze.ts";
import { limitSelf } from "./limit-self.ts";
import { limitSet } from "./limit-set.ts";
import { limitShow } from "./limit-show.ts";

export const limitCommands = [limitShow, limitSet, limitSelf, fanUnfreeze];
