/** The page put together: what was ticked goes to the service, its answers go to the views. */

import { Changes } from "./changes.js";
import { Details } from "./details.js";
import { byId, counted, quoted } from "./dom.js";
import { GoalPicker } from "./goal-picker.js";
import { offerMaps, showProgress, showTitle, showWhetherEmpty } from "./head.js";
import { listenForKeys } from "./keys.js";
import { Knowledge, lastMap, rememberMap } from "./knowledge.js";
import { MapView } from "./map-view.js";
import { NextList } from "./next-list.js";
import { Banner, FieldNote, Notices, Toast } from "./notices.js";
import { OrderView } from "./order-view.js";
import { fileNameOf, saveText } from "./roadmap-file.js";
import { finder } from "./search.js";
import { Service, StaleError } from "./service.js";
import { SkillMap } from "./skill-map.js";
import { States } from "./states.js";

const PAUSE_MS = 120;
const WIDE = "(min-width: 64rem)";

/** All that changes: the map, what the person knows, what the service said, what is looked at. */
const now = {
  map: null,
  knowledge: null,
  answer: null,
  states: null,
  openId: null,
  openedFrom: null,
  readiness: null,
  view: "map",
};
const service = new Service();

const banner = new Banner();
const toast = new Toast(() => changes.undo());
const changes = new Changes(now, toast, () => {
  showStates(now.states.withTicks(now.knowledge.ticked));
  refreshSoon();
});
const actions = {
  open,
  close,
  addGoal,
  tick: (id, isKnown) => changes.tick(id, isKnown),
  tickAll: (id, isKnown) => changes.tickAll(id, isKnown),
  download: () => trying(downloadRoadmap),
  copy: () => trying(copyRoadmap),
};
const views = {
  map: new MapView(byId("cards"), actions),
  order: new OrderView(actions),
  next: new NextList(actions),
  details: new Details(actions),
  goals: new GoalPicker({ add: addGoal, remove: removeGoal }),
  fieldNote: new FieldNote(),
  notices: new Notices({
    replace: (id, by) => changes.replace(id, by),
    drop: (id) => changes.drop(id),
    dropAll: () => changes.dropAll(),
    dropGoal: removeGoal,
  }),
};

/** Do something that needs the service. If it fails, a banner says so and offers to do it again. */
async function trying(work) {
  try {
    await work();
  } catch (error) {
    if (error instanceof StaleError) return;
    showBusy(false);
    banner.show(error.message, () => trying(work));
    if (error.code === undefined) throw error;
  }
}

/* Maps */

async function start() {
  const maps = await service.maps();
  banner.hide();
  showWhetherEmpty(!maps.length);
  if (!maps.length) return;
  const address = new URLSearchParams(location.search);
  await loadMap(offerMaps(maps, [address.get("map"), lastMap()]));
}

async function loadMap(mapId) {
  const { graph, revision } = await service.graph(mapId);
  banner.hide();
  const map = new SkillMap(graph, revision);
  if (now.map?.id !== map.id) {
    const presets = map.skills.filter((skill) => skill.known).map((skill) => skill.id);
    now.knowledge = new Knowledge(map.id, presets);
    now.answer = null;
    rememberMap(map.id);
  }
  now.map = map;
  now.find = finder(map, map.skills);
  showTitle(map.title);
  views.fieldNote.show(map);
  close();
  views.map.draw(map);
  views.goals.draw(map);
  views.order.clear();
  showStates(new States(map, null).withTicks(now.knowledge.ticked));
  search();
  await refresh();
  if (now.view === "order") await loadOrder();
}

/* Answers */

let pause = 0;

/** Ask the service soon: a person who ticks ten skills in a row is answered once. */
function refreshSoon() {
  showBusy(true);
  clearTimeout(pause);
  pause = setTimeout(() => trying(refresh), PAUSE_MS);
}

const goalsHere = () => now.knowledge.goals.filter((id) => now.map.entry(id));
const question = () => [now.map.id, [...now.knowledge.ticked], goalsHere()];

async function refresh() {
  const { map, knowledge } = now;
  const answer = await service.next(...question());
  banner.hide();
  if (map.revision && answer.revision !== map.revision) {
    // Somebody has changed the map since it was loaded.
    await loadMap(map.id);
    return;
  }
  knowledge.adopt(answer, (id) => map.entry(id)?.kind === "skill");
  const before = now.answer;
  now.answer = answer;
  showStates(new States(map, answer));
  views.next.show(map, answer, goalsHere(), now.states);
  showNotices();
  showBusy(false);
  const assumed = new Set(before?.assumed);
  if (before) changes.tellAssumed(answer.assumed.filter((id) => !assumed.has(id)));
  await loadReadiness();
}

function showBusy(isBusy) {
  byId("next").setAttribute("aria-busy", String(isBusy));
}

function showNotices() {
  const { map, knowledge, answer } = now;
  const remarks = [];
  if (!knowledge.isKept) {
    remarks.push("This browser keeps no data for this page: what you tick is gone once you leave.");
  }
  if (knowledge.wasUnreadable) {
    remarks.push("What this browser had kept cannot be read. Ticking something replaces it.");
  }
  const lostGoals = knowledge.goals.filter((id) => !map.entry(id));
  views.notices.show(map, answer.unknown, lostGoals, remarks);
}

function showStates(states) {
  const { map, knowledge } = now;
  now.states = states;
  views.map.show(states);
  views.order.show(states);
  views.goals.show(goalsHere());
  showProgress(map, knowledge, states);
  if (now.openId !== null) showDetails();
}

/* Goals */

function addGoal(id) {
  setGoals([...now.knowledge.goals, id]);
  toast.show(`${quoted(now.map.entry(id).name)} is your goal now`);
}

function removeGoal(id) {
  setGoals(now.knowledge.goals.filter((goal) => goal !== id));
  toast.show(`${quoted(now.map.entry(id)?.name ?? id)} is no goal of yours any more`);
}

function setGoals(goals) {
  now.knowledge.setGoals(goals);
  changes.said = null;
  showStates(now.states);
  refreshSoon();
  if (now.view === "order") trying(loadOrder);
}

/* Details of one skill */

function open(id, from = null) {
  if (now.openId === null) now.openedFrom = from;
  now.openId = id;
  now.readiness = null;
  views.map.mark(id);
  showDetails();
  const isOnMap = from?.closest("#map");
  if (now.view === "map" && !isOnMap && matchMedia(WIDE).matches) views.map.reveal(id);
  trying(loadReadiness);
}

function showDetails() {
  const { map, openId, states, knowledge, readiness } = now;
  views.details.show(map, openId, states, knowledge.ticked, goalsHere(), readiness);
}

async function loadReadiness() {
  const id = now.openId;
  if (id === null || now.states.of(id) !== "locked") {
    views.map.mark(id);
    return;
  }
  const readiness = await service.readiness(now.map.id, [...now.knowledge.ticked], id);
  if (now.openId !== id) return;
  now.readiness = readiness;
  views.map.mark(id, readiness.missing_all);
  showDetails();
}

/** Close the details; the focus goes back to where they were opened from. */
function close() {
  if (now.openId === null) return;
  const id = now.openId;
  const hadFocus = byId("details").contains(document.activeElement);
  now.openId = null;
  views.details.hide();
  views.map.mark(null);
  if (!hadFocus) return;
  if (now.openedFrom?.isConnected) now.openedFrom.focus();
  else views.map.focus(id);
}

/* Learning order */

function showView(name) {
  now.view = name;
  for (const view of ["map", "order"]) {
    byId(view).hidden = view !== name;
    byId(`show-${view}`).setAttribute("aria-pressed", String(view === name));
  }
  if (name === "order" && now.map) trying(loadOrder);
}

async function loadOrder() {
  const { map } = now;
  views.order.loading();
  const { whole, rest } = await service.roadmaps(...question());
  banner.hide();
  if (map !== now.map) return;
  views.order.draw(map, whole, rest, now.states);
  search();
}

async function downloadRoadmap() {
  saveText(await service.roadmapText(...question()), fileNameOf(now.map.title));
}

async function copyRoadmap() {
  await navigator.clipboard.writeText(await service.roadmapText(...question()));
  toast.show("Copied the roadmap as Markdown");
}

/* Search */

function search() {
  const typed = byId("search").value.trim();
  const found = typed && now.map ? now.find(typed) : null;
  const matches = found && new Set(found.map((skill) => skill.id));
  views.map.filter(matches);
  views.order.filter(matches);
  if (!matches) byId("matches").textContent = "";
  else if (matches.size) byId("matches").textContent = `${counted(matches.size, "skill")} found`;
  else byId("matches").textContent = `No skill here is called ${quoted(typed)}.`;
}

let searchPause = 0;
byId("search").addEventListener("input", () => {
  clearTimeout(searchPause);
  searchPause = setTimeout(search, PAUSE_MS);
});
byId("maps").addEventListener("change", (event) => trying(() => loadMap(event.target.value)));
byId("show-map").addEventListener("click", () => showView("map"));
byId("show-order").addEventListener("click", () => showView("order"));
byId("undo").addEventListener("click", () => changes.undo());
byId("clear").addEventListener("click", () => changes.clearAll());
byId("reload").addEventListener("click", () => trying(start));
listenForKeys({ undo: () => changes.undo(), close, search });
// The same map may be open in another tab.
window.addEventListener("storage", (event) => {
  if (!now.map || event.key !== now.knowledge.key) return;
  now.knowledge.reload();
  showStates(now.states.withTicks(now.knowledge.ticked));
  refreshSoon();
});
trying(start);
