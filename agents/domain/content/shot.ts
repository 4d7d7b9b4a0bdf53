// What a shot is called and shows, in few words: the title and the lines of a preview card.
import { AS_WRITTEN, variationWords } from "./shot-variation.ts";
import type { Template } from "./templates/template.ts";
import { findTemplate } from "./templates.ts";

/** Where templates are looked up: the shipped ones, or a workspace's whole catalogue. */
type FindTemplate = (key: string) => Template | null;

export interface Shot {
  readonly title: string;
  readonly lines: readonly string[];
}

/** "nature-forest-trail" is "Nature: forest trail"; a template that is gone leaves its key. */
export function shotTitle(templateKey: string, find: FindTemplate = findTemplate): string {
  const template = find(templateKey);
  if (!template) return templateKey.replaceAll("-", " ");
  const { category } = template;
  const prefix = `${category}-`;
  const name = (templateKey.startsWith(prefix) ? templateKey.slice(prefix.length) : templateKey).replaceAll("-", " ");
  return `${category.charAt(0).toUpperCase()}${category.slice(1)}: ${name}`;
}

/** A template that is gone leaves the prompt's beginning. */
export function shotOf(
  templateKey: string,
  avatarName: string,
  prompt: string,
  find: FindTemplate = findTemplate,
  variation = AS_WRITTEN,
): Shot {
  const title = shotTitle(templateKey, find);
  const template = find(templateKey);
  if (!template) return { title, lines: [avatarName, prompt.slice(0, 240)] };
  const staging = [template.pose, template.lighting].filter((words) => words !== "").join("; ");
  return {
    title,
    lines: [avatarName, template.prompt, staging, variationWords(variation)].filter((line) => line !== ""),
  };
}
