/**
 * Lists every place in the use cases that calls a store, the chat or the file store: wherever the process may die between two awaits.
 * Read from the source with the type checker, so a call is found under whatever name its port goes.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface PortCall {
  /** `deliver.ts:deliverTo → outbox.claim`, with `#2` for the second of its kind in one function. */
  name: string;
  /** Below the repository. */
  file: string;
  /** Where the method's name stands, counted from 1. */
  line: number;
  column: number;
  /** `outbox.claim` */
  place: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The ports themselves, and what stands before them, are no place of their own. Beside the use cases: what the bot itself calls to keep its files in force. */
const beside = ['src/main/home-source.ts'];

export type Awaitable = 'Promise' | 'AsyncIterable';

export interface PortCalls {
  calls: PortCall[];
  /** Every method that is waited for, as `outbox.claim`, and what it gives. */
  methods: ReadonlyMap<string, Awaitable>;
}

/** Throws when a port's method is used in any way other than a call, since such a use could not be told by its place. */
export function listPortCalls(): PortCalls {
  const folder = join(root, 'src/application');
  const files = [...readdirSync(folder).map((name) => join(folder, name)), ...beside.map((name) => join(root, name))];
  const program = ts.createProgram(files, { ...settings(), noEmit: true });
  const checker = program.getTypeChecker();
  const methods = new Map<string, Awaitable>();
  const ports = portMethods(program, checker, methods);
  const names = new Set([...ports.values()].map((place) => place.slice(place.indexOf('.') + 1)));
  const calls: PortCall[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined || /(?:-port|\/ports|\/guard-writes)\.ts$/u.test(file)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && names.has(node.text)) {
        const place = placeOf(node, checker, ports);
        if (place !== undefined) calls.push(callOf(node, source, place));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { calls: numbered(calls), methods };
}

function settings(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name));
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options;
}

/** Each method of each port, by its declaration. */
function portMethods(program: ts.Program, checker: ts.TypeChecker, awaited: Map<string, Awaitable>): Map<ts.Node, string> {
  const methods = new Map<ts.Node, string>();
  const ports: [store: string, type: ts.Type][] = [];
  const ofFile = (name: string, type: string): ts.Type => {
    const source = program.getSourceFile(join(root, 'src/application', name));
    const found = source?.statements.find(
      (node) => (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text === type,
    );
    if (found === undefined) throw new Error(`there is no ${type} in ${name}`);
    return checker.getTypeAtLocation(found);
  };
  for (const store of ofFile('ports.ts', 'Stores').getProperties()) ports.push([store.name, checker.getTypeOfSymbol(store)]);
  ports.push(['chat', ofFile('chat-port.ts', 'Chat')], ['files', ofFile('ports.ts', 'Files')]);
  const contents = ofFile('chat-port.ts', 'InboundContent');
  for (const content of contents.isUnion() ? contents.types : []) ports.push(['content', content]);
  for (const [store, type] of ports) {
    for (const method of type.getProperties()) {
      const gives = givenBy(method, checker);
      if (gives === undefined) continue;
      awaited.set(`${store}.${method.name}`, gives);
      for (const declaration of method.declarations ?? []) methods.set(declaration, `${store}.${method.name}`);
    }
  }
  return methods;
}

/** What is answered without a trip, such as whether the chat is online, is no place to die at. */
function givenBy(method: ts.Symbol, checker: ts.TypeChecker): Awaitable | undefined {
  const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
  const given = signature?.getReturnType().getSymbol()?.name;
  return given === 'Promise' || given === 'AsyncIterable' ? given : undefined;
}

function placeOf(node: ts.Identifier, checker: ts.TypeChecker, ports: ReadonlyMap<ts.Node, string>): string | undefined {
  const place = checker
    .getSymbolAtLocation(node)
    ?.declarations?.map((declaration) => ports.get(declaration))
    .find(Boolean);
  if (place === undefined) return undefined;
  const { parent } = node;
  const callee = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
  if (ts.isCallExpression(callee.parent) && callee.parent.expression === callee) return place;
  const { fileName } = node.getSourceFile();
  throw new Error(`${relative(root, fileName)} uses ${place} without calling it`);
}

function callOf(node: ts.Identifier, source: ts.SourceFile, place: string): PortCall {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
  const file = relative(root, source.fileName);
  return {
    name: `${relative(join(root, 'src/application'), source.fileName).replace('../', '')}:${functionOf(node)} → ${place}`,
    file,
    line: line + 1,
    column: character + 1,
    place,
  };
}

/** The function as people call it: the nearest one that has a name. */
function functionOf(node: ts.Node): string {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if ((ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) && at.name !== undefined) return at.name.getText();
    if (ts.isVariableDeclaration(at) && at.initializer !== undefined && ts.isFunctionLike(at.initializer)) return at.name.getText();
  }
  return '';
}

function numbered(calls: readonly PortCall[]): PortCall[] {
  const seen = new Map<string, number>();
  return calls.map((call) => {
    const count = (seen.get(call.name) ?? 0) + 1;
    seen.set(call.name, count);
    return count === 1 ? call : { ...call, name: `${call.name} #${count}` };
  });
}
