// Column names of what is about the team's rooms.
export const roomColumns = {
  changedAt: "Changed",
  chatId: "Chat",
  hasTopics: "With topics",
  linkedById: "Linked by",
  messageId: "Message",
  roomId: "Room",
  threadId: "Topic",
  trouble: "Trouble",
} as const;
