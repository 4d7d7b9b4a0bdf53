// The commands about the team's rooms, for the registry.
import type { AnyCommand } from "../command.ts";
import { roomLink } from "./room-link.ts";
import { roomList } from "./room-list.ts";
import { roomTopic } from "./room-topic.ts";
import { roomUnlink } from "./room-unlink.ts";

export const roomCommands: readonly AnyCommand[] = [roomLink, roomTopic, roomList, roomUnlink];
