export declare const DOCUMENTS: readonly string[];
