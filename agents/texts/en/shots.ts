// Titles of shots. In English the key of a template says it: “beach-shore-walk” is “Beach: shore walk” (shotTitle).
export const shots: Readonly<Record<string, string>> = {};
