/**
 * Names that generated code must not use, because the language, the platform or the generated package itself has them.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Reserved words of strict-mode JavaScript and names that a CommonJS or ES module cannot declare at its top level. */
const LANGUAGE = words(`
  arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public
  return static super switch this throw true try typeof var void while with yield async of any bigint boolean never
  number object string symbol undefined unknown type declare namespace module __proto__ __esModule __filename
  __dirname exports require globalThis NaN Infinity
`);

/** Values that the generated package exports or uses itself. */
const PACKAGE_VALUES = words(`
  API_ORIGINS call CHANNEL_NAME close console createCaller createClient createClientOrderId createFacade
  createKeySigner createLeanCaller createLimiter createMemoryStore dispatchEvent ERROR_CODES fetch formatDecimal iterate openStream process reconcile
  reportDrift then withClientOrderId
`);

/** Global types that generated code refers to or that a reader would take for the global one. */
const GLOBAL_TYPES = words(`
  AbortSignal Array ArrayBuffer AsyncIterable BigInt Blob Boolean Buffer Date Error Exclude Extract FormData Function
  Headers Infinity Iterable Iterator JSON Map Math NaN NoInfer Number Object Omit Partial Pick Promise Proxy Readonly
  ReadonlyArray ReadonlyMap ReadonlySet Record RegExp Request Required Response Set String Symbol URL URLSearchParams
  Uint8Array WeakMap WeakSet
`);

/** Types and classes of the package's own runtime and facade. */
const PACKAGE_TYPES = words(`
  AbortedError AbortSignalLike AgentLike AnyOperation ApiError ApiRequest ApiResponse AttemptLife BannedError
  BaseUrl BlockEvent Budget Caller CallInfo CallOperation CallOptions Charge Client ClientEvent ClientOptions
  ClockEvent ClockOptions Condition ConfigurationError DecodeError DocumentedError DriftEvent DriftReporter
  ErrorCatalogue ErrorKind ErrorName EventBase EventHandlers EventStream FailoverEvent FailureEvent History
  HistoryOperation HttpMethod Instrument Interceptor IterateOptions KeyHandle KnownOnly LeanCaller LeanCallOptions LeanOperation LeanOptions LimitedAttempt Limiter
  LimiterOptions LimitNews LimitStore ListenKeyAccess ListenTokenAccess MarginaliaError MemoryStoreOptions Named
  NetworkError Next NoSuchParameter Observer OpenStream Operation Origin Origins Parameter ParameterKind
  ParameterLimits ParamsFor Precision RateLimitError ReconcileOptions Reconciliation ReconnectOptions RequestEvent
  RequestWeight ResponseDrift ResponseEvent ResponseKind ResultFor RetryEvent RetryOptions Rounding SecurityScheme
  SecurityType Sent SettledBy Settlement SignFunction Spent StreamCaller StreamError StreamFault StreamGap
  StreamGapReason StreamOptions StreamStatus TimeoutError Transport TransportFactory TransportFailure UnknownEvent
  UnknownOutcomeError UsedWeight ValidationError VariantResult Variants WaitEvent WebSocketConstructor WebSocketLike
  WeightScope WireRequest WireResponse
`);

/** Members that every object has: as a method of a facade they would change what the object is. */
const OBJECT_MEMBERS = words(`
  __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor hasOwnProperty
  isPrototypeOf propertyIsEnumerable prototype then toJSON toLocaleString toString valueOf
`);

/** Device names that Windows keeps, whatever the extension. */
const DEVICE_NAME = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export const isReservedValueName = (text: string): boolean => LANGUAGE.has(text) || PACKAGE_VALUES.has(text);

export const isReservedTypeName = (text: string): boolean =>
  GLOBAL_TYPES.has(text) || PACKAGE_TYPES.has(text) || LANGUAGE.has(text);

export const isReservedMember = (text: string): boolean => OBJECT_MEMBERS.has(text);

export const isReservedFileStem = (stem: string): boolean => DEVICE_NAME.test(stem);
