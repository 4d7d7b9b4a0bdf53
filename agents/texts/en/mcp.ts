// Words of the MCP surface, read by models and by people who watch them.
export const mcp = {
  instructions:
    "These tools run creators as a business. What spends or cannot be undone answers with a run card: show its plan and cost to the person, and call run_approve with its id only after their yes.",
  waitsForYes: "Answers with a run card; nothing happens until run_approve.",
  approveWith: (id: string) => `Nothing was run yet. After the person's yes, call run_approve with id “${id}”.`,
  noSuchTool: (name: string) => `There is no tool “${name}”.`,
  noSuchResource: "There is no such resource.",
  fileTooLarge: "The file is too large to be read here; open it in the console.",
  mediaTemplate: "A stored picture or clip, by the key a card names",
} as const;
