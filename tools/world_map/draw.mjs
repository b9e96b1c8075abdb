// Draws the outlines of the maps into masthead/pinned_lists/world-outlines.json, once: README.md beside it says how and
// of what. Everything is projected here, so that a build needs no geometry: it only places circles and labels.
import console from "node:console";
import { readFileSync, writeFileSync } from "node:fs";
import { URL } from "node:url";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countryCodes from "i18n-iso-countries";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const RESULT = new URL("../../masthead/pinned_lists/world-outlines.json", import.meta.url);
const WIDTH = 1000; // of each frame, in whole units
const SQUARER = 515; // the height of a region
// West, south, east and north of what each frame shows, in degrees; its shape is that of the frame on the page. A
// region that comes first has the countries that it shares with a later one. A frame that is wider than its bounds shows
// land on both sides of them; the countries there are its own as far as *sides* say, west and east.
const WORLD = { bounds: [-168, -55.5, 190, 78], height: 430 };
const REGIONS = {
  europe: { bounds: [-10.5, 35.5, 31.5, 66], sides: [-25, 37], height: SQUARER }, // Iceland and Türkiye are in sight
  "east-asia": { bounds: [97, -9, 146, 46], height: SQUARER },
  "western-asia": { bounds: [28, 13, 64, 42], height: SQUARER },
  "central-america": { bounds: [-92, 7, -59, 25], height: SQUARER },
  "western-africa": { bounds: [-18, -1, 16, 20], height: SQUARER },
};
// Triangles of the outline that are smaller than this, in thousandths of a frame's area, are taken out of it.
const DETAIL = { world: 0.018, region: 0.08 };

// Natural Earth counts these as parts of other countries, ISO 3166 does not: longitude and latitude of their middle.
const APART = {
  BQ: [-68.3, 12.2],
  GF: [-53, 4],
  GP: [-61.5, 16.2],
  MQ: [-61, 14.7],
  RE: [55.5, -21.1],
  TK: [-171.8, -9.2],
  YT: [45.1, -12.8],
};

const atlas = (name) => JSON.parse(readFileSync(new URL(`node_modules/world-atlas/${name}.json`, import.meta.url)));

/** Return the Equal Earth projection that fits *bounds* into a frame of *height*. */
function projectionOf({ bounds: [west, south, east, north], height }) {
  const edge = [];
  for (let step = 0; step <= 20; step += 1) {
    const longitude = west + ((east - west) * step) / 20;
    const latitude = south + ((north - south) * step) / 20;
    edge.push([longitude, south], [longitude, north], [west, latitude], [east, latitude]);
  }
  return geoEqualEarth()
    .rotate([-(west + east) / 2, 0]) // so that the world is cut in the Bering Strait, and no region is slanted
    .fitSize([WIDTH, height], { type: "MultiPoint", coordinates: edge })
    .clipExtent([
      [0, 0],
      [WIDTH, height],
    ]);
}

/** Return the outline of the land in a frame as the shortest path in whole, relative units. */
function outline(topology, frame, detail) {
  const projection = projectionOf(frame);
  const [west, south, east, north] = frame.bounds;
  const least = (detail / 1000) * ((east - west) * (Math.sin(radians(north)) - Math.sin(radians(south))) * radians(1));
  const weighed = presimplify(topology, sphericalTriangleArea);
  const plain = filter(simplify(weighed, least), filterWeight(weighed, least * 2, sphericalTriangleArea));
  const land = feature(plain, plain.objects.land);
  return compact(geoPath(projection).digits(0)(land) ?? "");
}

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Return an absolute path of M, L and Z as relative steps without repeated points; what encloses nothing is left out. */
function compact(path) {
  const rings = path
    .split("M")
    .slice(1)
    .map((ring) => {
      const points = ring.replace("Z", "").split("L").map((pair) => pair.split(",").map(Number));
      const distinct = points.filter(([x, y], at) => !at || x !== points[at - 1][0] || y !== points[at - 1][1]);
      return distinct.filter((point, at) => !between(distinct[at - 1], point, distinct[at + 1]));
    })
    .filter((ring) => ring.length > 3);
  let [lastX, lastY] = [0, 0];
  const steps = rings.map((ring) => {
    const start = ring[0];
    const texts = ring.map(([x, y]) => {
      const text = `${x - lastX} ${y - lastY}`;
      [lastX, lastY] = [x, y];
      return text;
    });
    [lastX, lastY] = start;
    return `m${[texts[0], texts.slice(1).join(" ")].join("l")}z`;
  });
  return steps.join("").replaceAll(" -", "-");
}

/** Return whether *point* lies on a straight line from *before* to *after*, which are there. */
function between(before, point, after) {
  if (!before || !after) {
    return false;
  }
  return (point[0] - before[0]) * (after[1] - point[1]) === (point[1] - before[1]) * (after[0] - point[0]);
}

/** Return where the circle of each country stands, by its code: the centre of its largest piece of land. */
function centres() {
  const topology = atlas("countries-10m");
  const places = { ...APART };
  for (const country of feature(topology, topology.objects.countries).features) {
    const code = country.properties.name === "Kosovo" ? "XK" : countryCodes.numericToAlpha2(country.id);
    if (code) {
      const { type, coordinates } = country.geometry;
      const pieces = (type === "Polygon" ? [coordinates] : coordinates).map((piece) => ({
        type: "Polygon",
        coordinates: piece,
      }));
      const largest = pieces.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
      places[code] ??= geoCentroid(largest); // the first of several entries with one code is the country itself
    }
  }
  return places;
}

/** Return the frame with its outline and the places of countries in it, in units of the frame. */
function drawn(frame, topology, detail, places) {
  const projection = projectionOf(frame);
  const [west, south, east, north] = frame.bounds;
  const [first, last] = frame.sides ?? [west, east];
  const inside = ([longitude, latitude]) =>
    latitude > south && latitude < north && (longitude - first + 360) % 360 < last - first;
  const points = Object.entries(places)
    .filter(([, place]) => inside(place))
    .map(([code, place]) => [code, projection(place).map(Math.round)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return { height: frame.height, land: outline(topology, frame, detail), places: Object.fromEntries(points) };
}

const places = centres();
const frames = { world: drawn(WORLD, atlas("land-110m"), DETAIL.world, places) };
const fine = atlas("land-50m");
const toWorld = projectionOf(WORLD);
for (const [name, region] of Object.entries(REGIONS)) {
  const ends = [[0, 0], [0, region.height], [WIDTH, 0], [WIDTH, region.height]];
  const fromRegion = projectionOf(region);
  const middle = (region.bounds[0] + region.bounds[2]) / 2;
  const corners = ends.map((corner) => {
    const [longitude, latitude] = fromRegion.invert(corner);
    const onward = longitude < middle - 180 ? longitude + 360 : longitude; // beyond 180° in the east
    return toWorld([Math.min(onward, WORLD.bounds[2]), latitude]);
  });
  const [xs, ys] = [0, 1].map((axis) => corners.map((corner) => Math.round(corner[axis])));
  frames[name] = {
    ...drawn(region, fine, DETAIL.region, places),
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], // where it is on the map of the world
  };
}
// One line for each list, so that a change can be read.
const text = JSON.stringify({ width: WIDTH, frames }, null, 1);
writeFileSync(RESULT, `${text.replaceAll(/\[[^\]]*\]/g, (list) => list.replaceAll(/\s+/g, " "))}\n`);
for (const [name, frame] of Object.entries(frames)) {
  console.log(`${name}: ${frame.land.length} characters, ${Object.keys(frame.places).length} countries`);
}
const listed = readFileSync(new URL("../../masthead/pinned_lists/countries.txt", import.meta.url), "utf8");
const missing = listed.split("\n").filter((code) => /^[A-Z]{2}$/.test(code) && !(code in frames.world.places));
console.log(`without a place on the map of the world: ${missing.join(" ")}`);
