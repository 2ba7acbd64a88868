import { nanoid } from 'nanoid';

const byId = new Map();

function parse(url) {
  try {
    const parsed = new URL(url);
    return ['http:', 'https:'].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export const links = {
  all: () => [...byId.values()].reverse(),

  /** Adds a link; answers what is wrong with it, or undefined. */
  add(url) {
    const href = parse(url);
    if (!href) return 'That is not an http or https address.';
    const id = nanoid(6);
    byId.set(id, { id, url: href, visits: 0 });
    return undefined;
  },

  visit(id) {
    const link = byId.get(id);
    if (link) link.visits += 1;
    return link;
  },
};
