// The commands about the installation itself, for the registry.
import type { AnyCommand } from "../command.ts";
import { auditVerify } from "./audit-verify.ts";
import { systemDoctor } from "./doctor/system-doctor.ts";
import { systemResume, systemStop } from "./kill-switch.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { systemBackup } from "./system-backup.ts";
import { systemRestore } from "./system-restore.ts";
import { systemStatus } from "./system-status.ts";

export const systemCommands: readonly AnyCommand[] = [
  systemStatus,
  systemDoctor,
  systemBackup,
  systemRestore,
  systemStop,
  systemResume,
  rotateKeys,
  auditVerify,
];
