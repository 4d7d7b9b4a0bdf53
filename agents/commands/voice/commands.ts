// The commands about voices, for the registry.
import type { AnyCommand } from "../command.ts";
import { voiceList } from "./voice-list.ts";
import { voiceSet } from "./voice-set.ts";
import { voiceShow } from "./voice-show.ts";
import { voiceTry } from "./voice-try.ts";

export const voiceCommands: readonly AnyCommand[] = [voiceList, voiceShow, voiceSet, voiceTry];
