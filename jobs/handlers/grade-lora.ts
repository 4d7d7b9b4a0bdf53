// Carries out `lora.grade`.
import { gradeLoraNow } from "../../agents/commands/lora/grade-lora-now.ts";
import { gradeLora } from "../../agents/work-orders/grade-lora.ts";
import { defineHandler } from "./handler.ts";

export const gradeLoraHandler = defineHandler(gradeLora, (context, { loraId }) => gradeLoraNow(context, loraId));
