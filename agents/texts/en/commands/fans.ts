// Words of the commands about fans.
import type { CommandText } from "../commands.ts";

export const fansCommandTexts: Readonly<Record<string, CommandText>> = {
  "conversation.list": {
    summary: "Show the newest conversations with scores.",
    example: "conversation list",
    arguments: { avatar: "Name or slug of the avatar", limit: "How many at most" },
  },
  "conversation.show": {
    summary: "Show a conversation as a thread.",
    example: "conversation show Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "conversation.brief": {
    summary: "Brief me before I take a conversation over.",
    example: "conversation brief Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "conversation.reply": {
    summary: "Answer a fan as the avatar.",
    example: 'conversation reply Alex "Hi, this is the team!"',
    arguments: { conversation: "The fan's name, or the conversation's id", text: "What to send" },
  },
  "conversation.take": {
    summary: "Take a conversation over from the AI.",
    example: "conversation take Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "conversation.release": {
    summary: "Hand a conversation back to the AI.",
    example: "conversation release Alex",
    arguments: { conversation: "The fan's name, or the conversation's id" },
  },
  "fan.write": {
    summary: "Write to an avatar as a fan would, on the emulated platform.",
    example: 'fan write luna "hi, I love your pictures!"',
    arguments: { avatar: "Name or slug of the avatar", text: "What the fan writes", as: "Which fan you play" },
  },
  "fan.thread": {
    summary: "Show the thread of a fan you play.",
    example: "fan thread luna Alex",
    arguments: { avatar: "Name or slug of the avatar", as: "Which fan you play" },
  },
  "fan.export": {
    summary: "Put everything held about a fan into a file.",
    example: "fan export Alex",
    arguments: { fan: "The fan's name or id, the platform's id, or a conversation's id" },
  },
  "fan.erase": {
    summary: "Erase a fan for good; amounts and locks stay without the person.",
    example: "fan erase Alex",
    arguments: { fan: "The fan's name or id, the platform's id, or a conversation's id" },
  },
  "draft.list": { summary: "Show answers that wait for your yes.", example: "draft list", arguments: {} },
  "draft.approve": {
    summary: "Send a draft, as it is or with your text.",
    example: "draft approve out_01",
    arguments: { draft: "Id of the draft", text: "Your text instead" },
  },
  "draft.reject": {
    summary: "Drop a draft: nothing is sent.",
    example: "draft reject out_01",
    arguments: { draft: "Id of the draft" },
  },
};
