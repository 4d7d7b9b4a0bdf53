// Our word for a container: its id, and for a story that it is one, since a lost story has no caption to be found by.

const STORY = "story:";

export const containerWord = {
  write: (id: string, isStory: boolean) => (isStory ? `${STORY}${id}` : id),
  read: (word: string) => {
    const isStory = word.startsWith(STORY);
    return { id: isStory ? word.slice(STORY.length) : word, isStory };
  },
};
