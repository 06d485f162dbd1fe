/** The map: areas as cards, topics as headings, skills to tick. */

import { make, nameOf, spoken } from "./dom.js";
import { layOut } from "./columns.js";
import { STATE_TEXT, showInBox } from "./states.js";

const HUES = 8;
const DEEPEST_HEADING = 6;
const AREA_HEADING = 3;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class MapView {
  /**
   * @param {HTMLElement} root
   * @param {{tick: function, tickAll: function, open: function}} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    this.cards = [];
    this.marked = [];
    // One listener for all skills: a map may have thousands.
    root.addEventListener("change", (event) => this.#onChange(event.target));
    root.addEventListener("click", (event) => this.#onClick(event.target));
    root.addEventListener("keydown", (event) => this.#onKey(event));
    new ResizeObserver(() => layOut(root, this.cards)).observe(root);
  }

  /** Draw another map, nothing known yet. */
  draw(map) {
    this.map = map;
    /** Elements of each skill: it stands once for every placement. */
    this.chips = new Map(map.skills.map((skill) => [skill.id, []]));
    this.shown = new Map();
    this.groups = new Map();
    this.groupsOf = new Map(map.skills.map((skill) => [skill.id, []]));
    this.cards = this.#roots().map((root, index) => this.#card(root, index % HUES));
    this.root.replaceChildren();
    layOut(this.root, this.cards);
  }

  /** Show where the person stands. Only what differs from what is shown is touched. */
  show(states) {
    const groups = new Set();
    for (const [id, chips] of this.chips) {
      const state = states.of(id);
      if (this.shown.get(id) === state) continue;
      this.shown.set(id, state);
      for (const chip of chips) showChip(chip, state);
      for (const group of this.groupsOf.get(id)) groups.add(group);
    }
    for (const group of groups) this.#showGroup(this.groups.get(group), states);
  }

  /** Show only these skills; null shows all. */
  filter(matches) {
    for (const [id, chips] of this.chips) {
      const hidden = matches !== null && !matches.has(id);
      for (const chip of chips) if (chip.hidden !== hidden) chip.hidden = hidden;
    }
    for (const { box, skills } of this.groups.values()) {
      box.hidden = matches !== null && !skills.some((id) => matches.has(id));
    }
    for (const card of this.cards) {
      if (card.dataset.loose) card.hidden = !card.querySelector(".skill:not([hidden])");
    }
  }

  /** Mark the chosen skill, and number what has to be learned before it. */
  mark(id, before = []) {
    for (const chip of this.marked) {
      chip.classList.remove("chosen", "before");
      delete chip.dataset.step;
    }
    this.marked = [];
    const mark = (skill, name, step) => {
      for (const chip of this.chips.get(skill) ?? []) {
        chip.classList.add(name);
        if (step) chip.dataset.step = step;
        this.marked.push(chip);
      }
    };
    before.forEach((skill, index) => mark(skill, "before", index + 1));
    if (id) mark(id, "chosen");
  }

  /** Bring a skill into sight. */
  reveal(id) {
    this.#chip(id)?.scrollIntoView({ block: "nearest" });
  }

  focus(id) {
    this.#chip(id)?.firstChild.focus();
  }

  #chip(id) {
    return this.chips.get(id)?.find((chip) => !chip.hidden);
  }

  /** Areas, and a card without a name for what stands under none. */
  #roots() {
    const top = this.map.childrenOf(null);
    const loose = top.filter((entry) => entry.kind === "skill");
    const containers = top.filter((entry) => entry.kind !== "skill");
    return loose.length ? [{ loose }, ...containers] : containers;
  }

  #card(root, hue) {
    const card = make("section", { class: "area card", "data-hue": hue });
    if (root.loose) {
      card.dataset.loose = "true";
      card.append(this.#list(root.loose));
    } else {
      this.#fill(card, root, AREA_HEADING, []);
    }
    return card;
  }

  /** Put an area or topic into its box: heading, skills, then topics. */
  #fill(box, entry, level, above) {
    const path = [...above, entry.id];
    const tick = make("input", { type: "checkbox", class: "all", "data-group": entry.id });
    const count = make("span", { class: "count", "aria-hidden": "true" });
    const heading = make(`h${Math.min(level, DEEPEST_HEADING)}`, {}, nameOf(this.map.label(entry.id)));
    box.append(make("div", { class: "group-head" }, tick, heading, count));
    const children = this.map.childrenOf(entry.id);
    const skills = children.filter((child) => child.kind === "skill");
    if (skills.length) box.append(this.#list(skills));
    for (const child of children) {
      if (child.kind === "skill" || above.includes(child.id)) continue;
      const inner = make("div", { class: "topic", "data-level": level });
      this.#fill(inner, child, level + 1, path);
      box.append(inner);
    }
    // A topic with two placements is one group for counting, shown twice.
    const group = { box, tick, count, name: entry.name, skills: this.map.skillsUnder(entry.id) };
    this.groups.set(path.join("\n"), group);
    for (const id of group.skills) this.groupsOf.get(id).push(path.join("\n"));
  }

  #list(skills) {
    const list = make("ul", { class: "skills", role: "list" });
    for (const skill of skills) {
      const chip = make(
        "li",
        { class: "skill", "data-id": skill.id },
        make("input", { type: "checkbox", class: "tick" }),
        make("button", { type: "button", class: "name", tabindex: "-1" },
          nameOf(this.map.label(skill.id)), spoken("")),
      );
      chip.firstChild.dataset.name = skill.name;
      this.chips.get(skill.id).push(chip);
      list.append(chip);
    }
    return list;
  }

  #showGroup({ tick, count, name, skills }, states) {
    const known = states.countOf(skills);
    count.textContent = `${known}/${skills.length}`;
    tick.checked = known > 0 && known === skills.length;
    tick.indeterminate = known > 0 && known < skills.length;
    tick.setAttribute("aria-label", `All of ${name}, ${known} of ${skills.length} known`);
  }

  #onChange(target) {
    const chip = target.closest(".skill");
    if (chip) {
      const { id } = chip.dataset;
      this.actions.tick(id, this.shown.get(id) !== "known");
      // The click has flipped the box by itself, whatever came of it.
      showInBox(target, this.shown.get(id));
    } else if (target.matches(".all")) {
      this.actions.tickAll(target.dataset.group, target.checked);
    }
  }

  #onClick(target) {
    const name = target.closest(".name");
    if (name) this.actions.open(name.closest(".skill").dataset.id, name.previousSibling);
  }

  #onKey(event) {
    if (!event.target.matches(".tick, .all")) return;
    const chip = event.target.closest(".skill");
    if (event.key === "Enter" && chip) {
      event.preventDefault();
      this.actions.open(chip.dataset.id, event.target);
    } else if (event.key in STEPS && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const stops = [...this.root.querySelectorAll(".skill:not([hidden]) > .tick, .all")];
      stops[stops.indexOf(event.target) + STEPS[event.key]]?.focus();
    }
  }
}

function showChip(chip, state) {
  chip.dataset.state = state;
  showInBox(chip.firstChild, state);
  chip.lastChild.lastChild.textContent = `, ${STATE_TEXT[state]}`;
}
