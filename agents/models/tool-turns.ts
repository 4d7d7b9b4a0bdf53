// Turns with function calls, to LangChain's messages and back.
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import type { ToolCall, ToolUse } from "./chat-model.ts";

export function toolsOf({ tools }: ToolCall) {
  return tools.map(({ name, description, parameters }) => ({
    type: "function" as const,
    function: { name, description, parameters: { ...parameters } },
  }));
}

/** The fixed part first: vendors cache equal beginnings. */
export function turnMessages({ system, turns }: ToolCall): BaseMessage[] {
  return [
    new SystemMessage(system),
    ...turns.map((turn): BaseMessage => {
      if (turn.role === "user") return new HumanMessage(turn.content);
      if (turn.role === "tool") return new ToolMessage({ content: turn.content, tool_call_id: turn.useId });
      const calls = turn.uses.map(({ id, name, input }) => ({ id, name, args: argumentsOf(input) }));
      return new AIMessage({ content: turn.content, tool_calls: calls });
    }),
  ];
}

/** What was no object is sent back as an empty one: the vendor wants JSON in every message. */
function argumentsOf(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input) ? { ...input } : {};
}

export function usesOf(message: AIMessageChunk): ToolUse[] {
  const read = (message.tool_calls ?? []).map(({ id, name, args }, index) => ({
    id: id ?? `call_${index}`,
    name,
    input: args,
  }));
  const unread = (message.invalid_tool_calls ?? []).map(({ id, name, args }, index) => ({
    id: id ?? `unread_${index}`,
    name: name ?? "",
    input: args ?? "",
  }));
  return [...read, ...unread];
}
