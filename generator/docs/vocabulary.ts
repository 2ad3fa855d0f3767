import { narrow, plain } from '../core/plain-text.js';
import type { DocType, MandatoryWord, PageKind, SectionKind } from './types.js';

/** The words that pages use, as data: a new spelling is a new line here, never a new branch in a reader. */

const SECTION_WORDS: Readonly<Record<Exclude<SectionKind, 'other'>, readonly string[]>> = {
  description: ['apidescription', 'description', '接口描述', '描述'],
  request: ['httprequest', 'http请求', '请求方式'],
  weight: ['requestweight', 'requestweigh', 'weight', '请求权重', '权重'],
  'rate-limit': ['ratelimit', 'iplimit', 'requestlimit', '访问限制', '频率限制', '限频'],
  parameters: ['requestparameters', 'requestparameter', 'parameters', 'parameter', '请求参数', '参数'],
  response: ['responseexample', 'responseexamples', 'response', '响应示例', '返回示例', '响应', '返回'],
  'response-table': [
    'responsedetaildescription',
    'responsedetaildesc',
    'responsedetails',
    'responseparameters',
    'responsefields',
    '响应信息详解',
    '响应参数',
    '返回参数',
    '响应字段',
  ],
  errors: [
    ...['errorcodedescription', 'errorcode', 'errorcodes', 'errors', 'errormessages', 'commonerrors'],
    ...['常见错误代码', '常见错误', '错误', '错误代码', '错误码', '错误信息'],
  ],
  notes: ['notes', 'note', 'additionalnotes', 'otherinfo', '说明', '注意', '备注', '其他信息', '其他注意点'],
  'request-example': ['requestexample', '请求示例'],
  event: [
    'eventname',
    'eventtype',
    '事件名称',
    'eventdescription',
    'streamname',
    'updatespeed',
    '事件类型',
    '事件描述',
    '数据流描述',
    '更新速度类型',
  ],
};

const SECTION_OF: ReadonlyMap<string, SectionKind> = new Map(
  Object.entries(SECTION_WORDS).flatMap(([kind, words]) => words.map((word) => [word, kind as SectionKind] as const)),
);

/** What a heading announces: its words without scope, value and colon (`Request Weight(IP): 5` is a weight). */
export const sectionKind = (heading: string): SectionKind | undefined => {
  const words = narrow(plain(heading))
    .toLowerCase()
    .replace(/[:(].*$/s, '');
  return SECTION_OF.get(words.replace(/[\s_-]+/g, ''));
};

/** What a page without an endpoint of its own is called: by its title, or by the last part of its address. */
const PAGE_WORDS: Readonly<Partial<Record<PageKind, readonly string[]>>> = {
  'change-log': ['changelog', 'changelogs', 'releasenotes', '更新日志', '变更日志', '更新记录'],
  definitions: [
    'commondefinition',
    'commondefinitions',
    'publicapidefinitions',
    'enumdefinitions',
    '公开api参数',
    '枚举定义',
  ],
  'error-codes': ['errorcode', 'errorcodes', '错误代码', '错误码', '错误代码汇总'],
  prose: [
    ...['faq', 'faqs', 'frequentlyaskedquestions', '常见问题', 'quickstart', '快速开始', 'introduction', '简介'],
    ...['generalinfo', 'generalinformation', '基本信息', 'bestpractice', 'bestpractices', '最佳实践'],
  ],
};

const PAGE_OF: ReadonlyMap<string, PageKind> = new Map(
  Object.entries(PAGE_WORDS).flatMap(([kind, words]) => words.map((word) => [word, kind as PageKind] as const)),
);

/** The kind that a title or the last part of an address announces; `undefined` where it may be any page. */
export const announcedKind = (title: string): PageKind | undefined =>
  PAGE_OF.get(
    narrow(plain(title))
      .toLowerCase()
      .replace(/[\s_:-]+/g, ''),
  );

/** Among the headings of an event page the one that its name stands below. */
export const isEventName = (heading: string): boolean =>
  /^(?:eventname|eventtype|streamname|事件类型|事件名称)$/.test(
    narrow(plain(heading))
      .toLowerCase()
      .replace(/[\s:]+/g, ''),
  );

export type ColumnRole = 'name' | 'type' | 'mandatory' | 'description' | 'code' | 'message' | 'condition' | 'demands';

const COLUMN_WORDS: Readonly<Record<ColumnRole, readonly string[]>> = {
  name: ['name', 'parameter', 'field', '名称', '参数', '字段', '参数名'],
  type: ['type', 'datatype', '类型', '数据类型'],
  mandatory: ['mandatory', 'required', 'ismandatory', '是否必需', '是否必须', '是否必填', '必填', '必需'],
  description: ['description', 'desc', 'details', '描述', '详情', '说明', '备注'],
  code: ['errorcode', 'code', '错误代码', '错误码'],
  message: ['errormessage', 'message', 'msg', '错误信息', '报错信息'],
  condition: ['condition', '条件'],
  demands: ['additionalmandatoryparameters', 'mandatoryparameters', '强制要求的参数'],
};

const COLUMN_OF: ReadonlyMap<string, ColumnRole> = new Map(
  Object.entries(COLUMN_WORDS).flatMap(([role, words]) => words.map((word) => [word, role as ColumnRole] as const)),
);

export const columnRole = (header: string): ColumnRole | undefined =>
  COLUMN_OF.get(
    narrow(plain(header))
      .toLowerCase()
      .replace(/[\s:?]+/g, ''),
  );

const MANDATORY_WORDS: Readonly<Record<MandatoryWord, readonly string[]>> = {
  yes: ['yes', 'true', 'y', 'mandatory', 'required', '是', '必填', '必需', '必须'],
  no: ['no', 'false', 'n', 'optional', '否', '选填', '可选', '非必填'],
  depends: ['conditional', 'either', 'eitherorboth', 'depends', '条件', '二选一', '至少一个'],
};

const MANDATORY_OF: ReadonlyMap<string, MandatoryWord> = new Map(
  Object.entries(MANDATORY_WORDS).flatMap(([word, forms]) =>
    forms.map((form) => [form, word as MandatoryWord] as const),
  ),
);

/** `Optional (see below)` is one as well. */
export const mandatoryWord = (cell: string): MandatoryWord | undefined => {
  const word = narrow(plain(cell)).toLowerCase().replace(/\s+/g, '');
  return MANDATORY_OF.get(word) ?? MANDATORY_OF.get(word.replace(/\([^()]*\)$/, ''));
};

const TYPE_WORDS: Readonly<Record<DocType, readonly string[]>> = {
  STRING: ['string', 'str', 'text', 'varchar'],
  ENUM: ['enum', 'enums'],
  LONG: ['long', 'int64', 'bigint', 'timestamp'],
  INT: ['int', 'integer', 'int32', 'short'],
  DECIMAL: ['decimal', 'bigdecimal', 'double', 'float', 'number'],
  BOOLEAN: ['boolean', 'bool'],
  ARRAY: ['array', 'list', 'stringarray', 'array<string>', 'list<string>', 'string[]'],
  OBJECT: ['object', 'json', 'map'],
  'OBJECT ARRAY': ['objectarray', 'arrayofobjects', 'array<object>', 'list<object>', 'object[]'],
};

const TYPE_OF: ReadonlyMap<string, DocType> = new Map(
  Object.entries(TYPE_WORDS).flatMap(([type, words]) => words.map((word) => [word, type as DocType] as const)),
);

export const docType = (cell: string): DocType | undefined => {
  const word = narrow(plain(cell))
    .toLowerCase()
    .replace(/[\s_]+/g, '');
  return TYPE_OF.get(word) ?? TYPE_OF.get(onceSpelt(word)) ?? listType(word);
};

/** `STRINGString` is a cell that was overwritten by half. */
const onceSpelt = (word: string): string => {
  const half = word.slice(0, word.length / 2);
  return word === half + half ? half : word;
};

/** `LIST<LONG>`, `Array of Integers`, `decimal[]`, `LIST<JSON>`: a list of a type that is known. */
const listType = (word: string): DocType | undefined => {
  const found = /^(?:list|array|set)(?:<([^<>]+)>|\[([^[\]]+)\]|of(.+))$|^(.+?)(?:\[\]|array|list)$/.exec(word);
  const inner = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
  if (inner === undefined) return undefined;
  const type = TYPE_OF.get(inner) ?? TYPE_OF.get(inner.replace(/s$/, ''));
  return type && (type === 'OBJECT' ? 'OBJECT ARRAY' : 'ARRAY');
};

/** Words that stand where a table or an example would and say that there is none. */
export const saysNone = (text: string): boolean => /^(?:none|n\/?a|null|无|无参数)[.。]?$/i.test(plain(text));

/**
 * Where pages live: a heading anchor `/docs/zh-CN/margin_trading/trade#…` is the page `margin_trading/trade`, Chinese.
 * A site that moves its pages gets a line here.
 */
export const ADDRESS_PREFIXES: readonly { readonly prefix: string; readonly language: 'en' | 'zh' }[] = [
  { prefix: '/docs/zh-CN/', language: 'zh' },
  { prefix: '/zh-CN/docs/', language: 'zh' },
  { prefix: '/en/docs/', language: 'en' },
  { prefix: '/docs/', language: 'en' },
];
