// Made from /openapi.json by `node bin/api-types.ts`; a test holds it against the server.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys that answers are signed with */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            keys: {
                                [key: string]: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation may ask, and how much of today’s quota is used
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agreements: {
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                id: string;
                                mode: string[];
                                purposes: {
                                    id: string;
                                    legalBases: {
                                        id: string;
                                        title: string;
                                    }[];
                                    sentence: string;
                                }[];
                                quotaPerDay: number;
                                state: string;
                                usedToday: number;
                                validFrom: string;
                                validTo: string;
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation's own questions by day, outcome and purpose, and the latest lines
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query: {
                    days: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            byPurpose: {
                                count: number;
                                purpose: string;
                                sentence: string;
                            }[];
                            days: {
                                day: string;
                                problems: number;
                                requests: number;
                            }[];
                            latest: {
                                at: string;
                                outcome: string;
                                purpose: string;
                                reference: string;
                                system: string;
                                type: string;
                            }[];
                            outcomes: {
                                count: number;
                                outcome: string;
                            }[];
                            today: {
                                close: number;
                                no: number;
                                problems: number;
                                requests: number;
                                yes: number;
                            };
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation's systems and their keys
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            systems: {
                                id: string;
                                keys: {
                                    algorithm: string;
                                    createdAt: string;
                                    kid: string;
                                    state: string;
                                }[];
                                name: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Registers a system with its public key
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description RFC 7517, public, on P-256 or Ed25519 */
                        publicJwk: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kid: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/systems/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a key to a system; the older ones go on until they are revoked
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description RFC 7517, public, on P-256 or Ed25519 */
                        publicJwk: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kid: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/systems/{id}/keys/{kid}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes a key, at once and for good
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    kid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            kid: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Corrections asked for in my area, the nearest deadline first
         * @description Scope `people.read`.
         */
        get: {
            parameters: {
                query: {
                    state: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            corrections: {
                                claim: string;
                                communeName: string;
                                current: string;
                                dueOn: string;
                                field: string;
                                fieldName: string;
                                id: string;
                                note: string;
                                openedAt: string;
                                person: string;
                                personName: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/corrections/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept or refuse a correction; accepting may correct the record at once
         * @description Scope `corrections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        accept: boolean;
                        changes?: {
                            absence?: {
                                from: string;
                                reason: string;
                                to?: string;
                            } | null;
                            birthDate?: string | null;
                            birthPlace?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            birthRegistrationPlace?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            bloodGroup?: string | null;
                            currentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            documents?: {
                                issuedBy: string;
                                issuedOn: string;
                                kind: "card" | "cmnd" | "passport" | "birth-certificate";
                                number: string;
                                validUntil?: string;
                            }[] | null;
                            email?: string | null;
                            ethnicity?: string | null;
                            father?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            legalRepresentative?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            mother?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            name?: string | null;
                            nationality?: string[] | null;
                            origin?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            other?: string | null;
                            otherName?: string | null;
                            permanentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            phone?: string | null;
                            religion?: string | null;
                            residenceFile?: string | null;
                            sex?: ("male" | "female" | "undetermined") | null;
                            temporaryResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                        };
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            state: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/country/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Provinces, code lists, purposes, legal bases, organisations */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ethnicities: {
                                code: string;
                                name: string;
                            }[];
                            fields: {
                                id: string;
                                name: string;
                            }[];
                            legalBases: {
                                article?: string;
                                id: string;
                                number: string;
                                title: string;
                            }[];
                            nationalities: {
                                code: string;
                                name: string;
                            }[];
                            organisations: {
                                id: string;
                                kind: string;
                                name: string;
                            }[];
                            provinces: {
                                code: string;
                                name: string;
                                type: string;
                            }[];
                            purposes: {
                                fields: string[];
                                id: string;
                                legalBases: string[];
                                mode: string;
                                sentence: string;
                            }[];
                            religions: {
                                code: string;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/country/provinces/{province}/communes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Communes of a province in force today */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    province: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            communes: {
                                code: string;
                                name: string;
                                type: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/country/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has become of a unit since a day */
        get: {
            parameters: {
                query: {
                    at?: string;
                    on: string;
                    unit: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: {
                                code: string;
                                name: string;
                                type: string;
                            }[];
                            outcome: string;
                            was?: {
                                code: string;
                                name: string;
                                type: string;
                            };
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/demonstration/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the demonstration’s clock by whole days from the true time
         * @description Scope `admin`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        days: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            now: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The journal, newest first
         * @description Scope `journal.audit`.
         */
        get: {
            parameters: {
                query: {
                    before?: number;
                    limit: number;
                    organisation?: string;
                    subject?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: {
                                actor: string;
                                at: string;
                                caseNumber?: string;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                kind: string;
                                legalBasisId?: string;
                                legalBasisText?: string;
                                mine: boolean;
                                number: number;
                                objection?: {
                                    id: string;
                                    state: string;
                                };
                                officeName?: string;
                                organisation?: string;
                                organisationName: string;
                                outcome?: string;
                                purposeText?: string;
                                reference: string;
                                room: string;
                                sentence: string;
                                subjects: number;
                                type: string;
                            }[];
                            next?: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/proof/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that proves a line of mine, or for an auditor any line, against the signed log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            checkpoint: string;
                            commitment: string;
                            index: number;
                            leafHash: string;
                            line: string;
                            number: number;
                            path: string[];
                            reference: string;
                            root: string;
                            salt: string;
                            size: number;
                            verifierKey: string;
                            witnessed: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size and root of the log, and the key that signs it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            origin: string;
                            root: string;
                            signedAt: string;
                            size: number;
                            verifierKey: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/log/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove the whole journal against the tiles and the signed checkpoint
         * @description Scope `journal.audit`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            durationMs: number;
                            first?: {
                                code: string;
                                number: number | null;
                                reference: string | null;
                                why: string;
                            };
                            ok: boolean;
                            size: number;
                            unsealedBlocks: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I said is wrong, and what came of it
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            corrections: {
                                claim: string;
                                decidedAt?: string;
                                dueOn: string;
                                field: string;
                                fieldName: string;
                                id: string;
                                note: string;
                                officeName: string;
                                openedAt: string;
                                reason?: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Say that a field is wrong
         * @description Scope `self.correct`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        claim: string;
                        field: string;
                        /** @default  */
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dueOn: string;
                            id: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at my data, why, under which law
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query: {
                    before?: number;
                    limit: number;
                    organisation?: string;
                    own: boolean;
                    year?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            lines: {
                                at: string;
                                caseNumber?: string;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                kind: string;
                                legalBasisId?: string;
                                legalBasisText?: string;
                                mine: boolean;
                                number: number;
                                objection?: {
                                    id: string;
                                    state: string;
                                };
                                officeName?: string;
                                organisation?: string;
                                organisationName: string;
                                outcome?: string;
                                purposeText?: string;
                                reference: string;
                                sentence: string;
                                type: string;
                            }[];
                            next?: number;
                            organisations: {
                                id: string;
                                name: string;
                            }[];
                            years: number[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * I do not recognise this look
         * @description Scope `self.read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        note: string;
                        reference: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dueOn: string;
                            id: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My record with the source of each field
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                correction?: {
                                    dueOn: string;
                                    id: string;
                                };
                                id: string;
                                name: string;
                                resolved?: string;
                                source?: {
                                    act: string;
                                    legalBasisTitle: string;
                                    officeName: string;
                                    recordedAt: string;
                                    since: string;
                                };
                                state: "known" | "none";
                                text: string;
                            }[];
                            life: string;
                            mergedInto?: string;
                            name: string;
                            person: string;
                            pin?: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/relatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My family as the register knows it
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            relatives: {
                                birthDate?: string;
                                life?: string;
                                name: string;
                                person?: string;
                                pin?: string;
                                relation: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Looks that persons do not recognise, the nearest deadline first
         * @description Scope `journal.audit`.
         */
        get: {
            parameters: {
                query: {
                    state: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            objections: {
                                dueOn: string;
                                finding?: string;
                                id: string;
                                line?: {
                                    at: string;
                                    caseNumber?: string;
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    kind: string;
                                    legalBasisId?: string;
                                    legalBasisText?: string;
                                    mine: boolean;
                                    number: number;
                                    objection?: {
                                        id: string;
                                        state: string;
                                    };
                                    officeName?: string;
                                    organisation?: string;
                                    organisationName: string;
                                    outcome?: string;
                                    purposeText?: string;
                                    reference: string;
                                    sentence: string;
                                    type: string;
                                };
                                note: string;
                                number: number;
                                openedAt: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objections/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain a look, or uphold the objection to it
         * @description Scope `journal.audit`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        finding: "explained" | "upheld";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            state: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A record with the source of each field
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            areaPath: string[];
                            canAct: boolean;
                            fields: {
                                correction?: {
                                    dueOn: string;
                                    id: string;
                                };
                                id: string;
                                name: string;
                                resolved?: string;
                                source?: {
                                    act: string;
                                    legalBasisTitle: string;
                                    officeName: string;
                                    recordedAt: string;
                                    since: string;
                                };
                                state: "known" | "none";
                                text: string;
                            }[];
                            life: string;
                            mergedInto?: string;
                            name: string;
                            person: string;
                            pin?: string;
                            record: {
                                absence?: {
                                    from: string;
                                    reason: string;
                                    to?: string;
                                };
                                birthDate: string;
                                birthPlace?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                birthRegistrationPlace?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                bloodGroup?: string;
                                currentResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                death?: {
                                    certificate?: string;
                                    date: string;
                                    place?: {
                                        country?: string;
                                        on?: string;
                                        text?: string;
                                        unit?: string;
                                    };
                                };
                                documents: {
                                    issuedBy: string;
                                    issuedOn: string;
                                    kind: "card" | "cmnd" | "passport" | "birth-certificate";
                                    number: string;
                                    validUntil?: string;
                                }[];
                                /** Format: email */
                                email?: string;
                                ethnicity?: string;
                                father?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                household?: {
                                    /** Format: uuid */
                                    id: string;
                                    relationToHead: string;
                                };
                                identifiers: {
                                    from: string;
                                    kind: "pin" | "cmnd" | "passport" | "foreigner-number" | "identity-certificate";
                                    status: "active" | "cancelled" | "void";
                                    to?: string;
                                    value: string;
                                }[];
                                legalRepresentative?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                maritalStatus: "single" | "married" | "divorced" | "widowed";
                                /** Format: uuid */
                                mergedInto?: string;
                                missing?: {
                                    decision: string;
                                    since: string;
                                };
                                mother?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                name: string;
                                nationality: string[];
                                origin?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                other?: string;
                                otherName?: string;
                                permanentResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                phone?: string;
                                religion?: string;
                                residenceFile?: string;
                                sex: "male" | "female" | "undetermined";
                                spouse?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                temporaryResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                            };
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct fields from the day on which they became wrong
         * @description Scope `people.act.correct`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        changes: {
                            absence?: {
                                from: string;
                                reason: string;
                                to?: string;
                            } | null;
                            birthDate?: string | null;
                            birthPlace?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            birthRegistrationPlace?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            bloodGroup?: string | null;
                            currentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            documents?: {
                                issuedBy: string;
                                issuedOn: string;
                                kind: "card" | "cmnd" | "passport" | "birth-certificate";
                                number: string;
                                validUntil?: string;
                            }[] | null;
                            email?: string | null;
                            ethnicity?: string | null;
                            father?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            legalRepresentative?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            mother?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            } | null;
                            name?: string | null;
                            nationality?: string[] | null;
                            origin?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            other?: string | null;
                            otherName?: string | null;
                            permanentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                            phone?: string | null;
                            religion?: string | null;
                            residenceFile?: string | null;
                            sex?: ("male" | "female" | "undetermined") | null;
                            temporaryResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            } | null;
                        };
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        since?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/death": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a death
         * @description Scope `people.act.death`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        certificate?: string;
                        date: string;
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        place?: {
                            country?: string;
                            on?: string;
                            text?: string;
                            unit?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/divorce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a divorce
         * @description Scope `people.act.divorce`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        on: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/found": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a declaration: the person is found
         * @description Scope `people.act.missing`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        on: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare a person missing by a court’s decision
         * @description Scope `people.act.missing`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        decision: string;
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        since: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/acts/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a permanent, temporary or current residence
         * @description Scope `people.act.move`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        kind: "permanent" | "temporary" | "current";
                        legalBasis: string;
                        on: string;
                        to: {
                            country?: string;
                            on?: string;
                            text?: string;
                            unit?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/at": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was true on a day, by what was known at an instant
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    known?: string;
                    on: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                correction?: {
                                    dueOn: string;
                                    id: string;
                                };
                                id: string;
                                name: string;
                                resolved?: string;
                                source?: {
                                    act: string;
                                    legalBasisTitle: string;
                                    officeName: string;
                                    recordedAt: string;
                                    since: string;
                                };
                                state: "known" | "none";
                                text: string;
                            }[];
                            known?: string;
                            on: string;
                            record: {
                                absence?: {
                                    from: string;
                                    reason: string;
                                    to?: string;
                                };
                                birthDate: string;
                                birthPlace?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                birthRegistrationPlace?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                bloodGroup?: string;
                                currentResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                death?: {
                                    certificate?: string;
                                    date: string;
                                    place?: {
                                        country?: string;
                                        on?: string;
                                        text?: string;
                                        unit?: string;
                                    };
                                };
                                documents: {
                                    issuedBy: string;
                                    issuedOn: string;
                                    kind: "card" | "cmnd" | "passport" | "birth-certificate";
                                    number: string;
                                    validUntil?: string;
                                }[];
                                /** Format: email */
                                email?: string;
                                ethnicity?: string;
                                father?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                household?: {
                                    /** Format: uuid */
                                    id: string;
                                    relationToHead: string;
                                };
                                identifiers: {
                                    from: string;
                                    kind: "pin" | "cmnd" | "passport" | "foreigner-number" | "identity-certificate";
                                    status: "active" | "cancelled" | "void";
                                    to?: string;
                                    value: string;
                                }[];
                                legalRepresentative?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                maritalStatus: "single" | "married" | "divorced" | "widowed";
                                /** Format: uuid */
                                mergedInto?: string;
                                missing?: {
                                    decision: string;
                                    since: string;
                                };
                                mother?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                name: string;
                                nationality: string[];
                                origin?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                other?: string;
                                otherName?: string;
                                permanentResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                                phone?: string;
                                religion?: string;
                                residenceFile?: string;
                                sex: "male" | "female" | "undetermined";
                                spouse?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                };
                                temporaryResidence?: {
                                    country?: string;
                                    on?: string;
                                    text?: string;
                                    unit?: string;
                                };
                            } | null;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/relatives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Parents, spouse, children, guardians, wards, household
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            relatives: {
                                birthDate?: string;
                                life?: string;
                                name: string;
                                person?: string;
                                pin?: string;
                                relation: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that happened to a record
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            acts: {
                                act: string;
                                changes: {
                                    after?: string;
                                    before?: string;
                                    id: string;
                                    name: string;
                                }[];
                                evidence: {
                                    issuedOn?: string;
                                    kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                                    note?: string;
                                    number?: string;
                                }[];
                                kind: string;
                                legalBasisTitle: string;
                                officeName: string;
                                officerName: string;
                                recordedAt: string;
                                retracted: boolean;
                                validFrom: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/acts/birth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a birth; the PIN is allotted
         * @description Scope `people.act.birth`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        father?: string;
                        legalBasis: string;
                        mother?: string;
                        pin?: string;
                        record: {
                            absence?: {
                                from: string;
                                reason: string;
                                to?: string;
                            };
                            birthDate: string;
                            birthPlace?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                            birthRegistrationPlace: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                            bloodGroup?: string;
                            currentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                            documents?: {
                                issuedBy: string;
                                issuedOn: string;
                                kind: "card" | "cmnd" | "passport" | "birth-certificate";
                                number: string;
                                validUntil?: string;
                            }[];
                            /** Format: email */
                            email?: string;
                            ethnicity?: string;
                            legalRepresentative?: {
                                name: string;
                                nationality?: string;
                                /** Format: uuid */
                                person?: string;
                                since?: string;
                            };
                            name: string;
                            nationality: string[];
                            origin?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                            other?: string;
                            otherName?: string;
                            permanentResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                            phone?: string;
                            religion?: string;
                            residenceFile?: string;
                            sex: "male" | "female" | "undetermined";
                            temporaryResidence?: {
                                country?: string;
                                on?: string;
                                text?: string;
                                unit?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            act: string;
                            journal: string;
                            person: string;
                            pin: string;
                            version: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/acts/marry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a marriage
         * @description Scope `people.act.marry`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        on: string;
                        persons: [
                            string,
                            string
                        ];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            persons: {
                                act: string;
                                journal: string;
                                person: string;
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Two records side by side
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    left: string;
                    right: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            differences: {
                                id: string;
                                verdict: string;
                            }[];
                            left: {
                                fields: {
                                    correction?: {
                                        dueOn: string;
                                        id: string;
                                    };
                                    id: string;
                                    name: string;
                                    resolved?: string;
                                    source?: {
                                        act: string;
                                        legalBasisTitle: string;
                                        officeName: string;
                                        recordedAt: string;
                                        since: string;
                                    };
                                    state: "known" | "none";
                                    text: string;
                                }[];
                                life: string;
                                mergedInto?: string;
                                name: string;
                                person: string;
                                pin?: string;
                                version: number;
                            };
                            right: {
                                fields: {
                                    correction?: {
                                        dueOn: string;
                                        id: string;
                                    };
                                    id: string;
                                    name: string;
                                    resolved?: string;
                                    source?: {
                                        act: string;
                                        legalBasisTitle: string;
                                        officeName: string;
                                        recordedAt: string;
                                        since: string;
                                    };
                                    state: "known" | "none";
                                    text: string;
                                }[];
                                life: string;
                                mergedInto?: string;
                                name: string;
                                person: string;
                                pin?: string;
                                version: number;
                            };
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much waits in my area
         * @description Scope `people.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            dueSoon: number;
                            openCorrections: number;
                            openProposals: number;
                            persons: number;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an act would change, and the sentence that the citizen would read
         * @description Scope `people.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        act: "correct" | "move" | "death" | "missing" | "found" | "divorce" | "marry";
                        /** @description The body that the act’s own route takes */
                        body: {
                            [key: string]: unknown;
                        };
                        person: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                after?: string;
                                before?: string;
                                id: string;
                                name: string;
                            }[];
                            sentence: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals that wait for a second officer
         * @description Scope `people.read`.
         */
        get: {
            parameters: {
                query: {
                    state: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposals: {
                                dueOn: string;
                                evidence: {
                                    issuedOn?: string;
                                    kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                                    note?: string;
                                    number?: string;
                                }[];
                                id: string;
                                kind: string;
                                legalBasisTitle: string;
                                mine: boolean;
                                persons: {
                                    name: string;
                                    person: string;
                                }[];
                                proposedAt: string;
                                proposedByName: string;
                                reason?: string;
                                state: string;
                            }[];
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Propose a merge, an un-merge or a new PIN
         * @description Scope `people.read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        kind: "merge" | "unmerge";
                        legalBasis: string;
                        source: string;
                        target: string;
                    } | {
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        /** @enum {string} */
                        kind: "remake-pin";
                        legalBasis: string;
                        person: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: date */
                            dueOn: string;
                            id: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/proposals/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide another officer’s proposal; approval carries it out
         * @description Scope `people.approve`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        approve: boolean;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            pin?: string;
                            state: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find persons by number, or by name with a date, year, province or relative
         * @description Scope `people.search`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    birth?: string;
                    commune?: string;
                    limit: number;
                    name?: string;
                    number?: string;
                    province?: string;
                    relative?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: {
                                birthDate: string;
                                commune: string;
                                communeName: string;
                                life: string;
                                name: string;
                                person: string;
                                pin?: string;
                                provinceName: string;
                                score: number;
                                sex: string;
                                why: string[];
                            }[];
                            more: boolean;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am here, in which language, at what time */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            caller: null | {
                                area?: string;
                                areaName?: string;
                                id: string;
                                kind: string;
                                name: string;
                                organisation?: string;
                                organisationName?: string;
                                person?: string;
                                role: string;
                                roleName: string;
                                scopes: string[];
                            };
                            country: {
                                code: string;
                                name: string;
                                timeZone: string;
                            };
                            demonstration: boolean;
                            language: string;
                            languages: string[];
                            now: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/words/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All sentences of a language, for the screens */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    language: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attributes/{attributeSetName}/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a named set of fields: BASIC, CIVIL, RESIDENCE, FAMILY, DOCUMENTS, CONTACT or LIFE */
        get: {
            parameters: {
                query: {
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId: string;
                };
                header?: never;
                path: {
                    attributeSetName: string;
                    identifier: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            biographicData: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attributes/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the named fields that an agreement gives */
        post: {
            parameters: {
                query: {
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId: string;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    identifier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        outputBiographicData?: string[];
                        outputBiometricData?: unknown[];
                        outputContactData?: string[];
                        outputCredentialData?: unknown[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            biographicData: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find persons by expressions on their civil record
         * @description Scope `pr.person.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    gallery?: string;
                    group?: boolean;
                    limit: number;
                    offset: number;
                    reference?: boolean;
                    transactionId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributeName: string;
                        /** @enum {unknown} */
                        operator: "<" | ">" | "=" | ">=" | "<=" | "!=";
                        value: string | number | boolean;
                    }[];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            identityId?: string;
                            personId: string;
                        }[];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a person has a record, and lives
         * @description Scope `pr.person.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            personId?: string;
                            /** @enum {unknown} */
                            physicalStatus: "DEAD" | "ALIVE";
                            /** @enum {unknown} */
                            status: "ACTIVE" | "INACTIVE";
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Change an announced person; a record changes by acts only
         * @description Scope `pr.person.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        put: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        personId?: string;
                        /** @enum {unknown} */
                        physicalStatus: "DEAD" | "ALIVE";
                        /** @enum {unknown} */
                        status: "ACTIVE" | "INACTIVE";
                    };
                };
            };
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Announce a person, whose record a reference identity will open
         * @description Scope `pr.person.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        personId?: string;
                        /** @enum {unknown} */
                        physicalStatus: "DEAD" | "ALIVE";
                        /** @enum {unknown} */
                        status: "ACTIVE" | "INACTIVE";
                    };
                };
            };
            responses: {
                /** @description No content */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Take back a person who has no record
         * @description Scope `pr.person.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        delete: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All identities of a person, the civil record first
         * @description Scope `pr.identity.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            biographicData?: {
                                [key: string]: unknown;
                            };
                            clientData?: string;
                            contextualData?: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdDate?: string;
                            documentData?: {
                                /** @enum {unknown} */
                                documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                                documentTypeOther?: string;
                                instance?: string;
                                parts: {
                                    /** Format: date-time */
                                    captureDate?: string;
                                    captureDevice?: string;
                                    data?: string;
                                    /** Format: uri */
                                    dataRef?: string;
                                    height?: number;
                                    mimeType?: string;
                                    pages?: number[];
                                    width?: number;
                                }[];
                            }[];
                            galleries?: string[];
                            identityId: string;
                            identityType: string;
                            /** @enum {unknown} */
                            status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                            /** Format: date-time */
                            updatedDate?: string;
                        }[];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add an identity; its id is made
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        biographicData?: {
                            [key: string]: unknown;
                        };
                        biometricData?: unknown[];
                        clientData?: string;
                        contextualData?: {
                            [key: string]: unknown;
                        };
                        /** Format: date-time */
                        createdDate?: string;
                        documentData?: {
                            /** @enum {unknown} */
                            documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                            documentTypeOther?: string;
                            instance?: string;
                            parts: {
                                /** Format: date-time */
                                captureDate?: string;
                                captureDevice?: string;
                                data?: string;
                                /** Format: uri */
                                dataRef?: string;
                                height?: number;
                                mimeType?: string;
                                pages?: number[];
                                width?: number;
                            }[];
                        }[];
                        galleries?: string[];
                        identityId?: string;
                        identityType: string;
                        /** @enum {unknown} */
                        status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                        /** Format: date-time */
                        updatedDate?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            identityId: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One identity
         * @description Scope `pr.identity.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            biographicData?: {
                                [key: string]: unknown;
                            };
                            clientData?: string;
                            contextualData?: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdDate?: string;
                            documentData?: {
                                /** @enum {unknown} */
                                documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                                documentTypeOther?: string;
                                instance?: string;
                                parts: {
                                    /** Format: date-time */
                                    captureDate?: string;
                                    captureDevice?: string;
                                    data?: string;
                                    /** Format: uri */
                                    dataRef?: string;
                                    height?: number;
                                    mimeType?: string;
                                    pages?: number[];
                                    width?: number;
                                }[];
                            }[];
                            galleries?: string[];
                            identityId: string;
                            identityType: string;
                            /** @enum {unknown} */
                            status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                            /** Format: date-time */
                            updatedDate?: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Replace an identity; not the civil record
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        put: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        biographicData?: {
                            [key: string]: unknown;
                        };
                        biometricData?: unknown[];
                        clientData?: string;
                        contextualData?: {
                            [key: string]: unknown;
                        };
                        /** Format: date-time */
                        createdDate?: string;
                        documentData?: {
                            /** @enum {unknown} */
                            documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                            documentTypeOther?: string;
                            instance?: string;
                            parts: {
                                /** Format: date-time */
                                captureDate?: string;
                                captureDevice?: string;
                                data?: string;
                                /** Format: uri */
                                dataRef?: string;
                                height?: number;
                                mimeType?: string;
                                pages?: number[];
                                width?: number;
                            }[];
                        }[];
                        galleries?: string[];
                        identityId?: string;
                        identityType: string;
                        /** @enum {unknown} */
                        status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                        /** Format: date-time */
                        updatedDate?: string;
                    };
                };
            };
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Add an identity under a given id
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        biographicData?: {
                            [key: string]: unknown;
                        };
                        biometricData?: unknown[];
                        clientData?: string;
                        contextualData?: {
                            [key: string]: unknown;
                        };
                        /** Format: date-time */
                        createdDate?: string;
                        documentData?: {
                            /** @enum {unknown} */
                            documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                            documentTypeOther?: string;
                            instance?: string;
                            parts: {
                                /** Format: date-time */
                                captureDate?: string;
                                captureDevice?: string;
                                data?: string;
                                /** Format: uri */
                                dataRef?: string;
                                height?: number;
                                mimeType?: string;
                                pages?: number[];
                                width?: number;
                            }[];
                        }[];
                        galleries?: string[];
                        identityId?: string;
                        identityType: string;
                        /** @enum {unknown} */
                        status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                        /** Format: date-time */
                        updatedDate?: string;
                    };
                };
            };
            responses: {
                /** @description No content */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        /**
         * Remove a claim; not the civil record
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        delete: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Patch an identity (RFC 7396); of the civil record this is a correction
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        patch: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            /** @description RFC 7396 merge patch of an identity */
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/v1/persons/{person}/identities/{identity}/reference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make an identity the reference; this opens the record of an announced person
         * @description Scope `pr.reference.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        put: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/identities/{identity}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the status of a claim
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        put: {
            parameters: {
                query: {
                    status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/merge/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge the second person into the first
         * @description Scope `pr.person.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                    source: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/move/{source}/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a claim that was filed under the wrong person
         * @description Scope `pr.identity.write`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    identity: string;
                    person: string;
                    source: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}/reference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reference identity: the civil record
         * @description Scope `pr.reference.read`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            biographicData?: {
                                [key: string]: unknown;
                            };
                            clientData?: string;
                            contextualData?: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            createdDate?: string;
                            documentData?: {
                                /** @enum {unknown} */
                                documentType: "ID_CARD" | "PASSPORT" | "INVOICE" | "BIRTH_CERTIFICATE" | "FORM" | "OTHER";
                                documentTypeOther?: string;
                                instance?: string;
                                parts: {
                                    /** Format: date-time */
                                    captureDate?: string;
                                    captureDevice?: string;
                                    data?: string;
                                    /** Format: uri */
                                    dataRef?: string;
                                    height?: number;
                                    mimeType?: string;
                                    pages?: number[];
                                    width?: number;
                                }[];
                            }[];
                            galleries?: string[];
                            identityId: string;
                            identityType: string;
                            /** @enum {unknown} */
                            status: "CLAIMED" | "VALID" | "INVALID" | "REVOKED";
                            /** Format: date-time */
                            updatedDate?: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve a personal identification number for a birth that is still to be registered
         * @description Scope `uin.generate`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        post: {
            parameters: {
                query: {
                    transactionId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string | number | boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Is it so? Compares values with the register; answers yes, close, no or not held for each, and no value */
        post: {
            parameters: {
                query: {
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId: string;
                    verificationProofRequired?: boolean;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    identifier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Values by field; see /api/country/lists for the fields */
                        biographicData: {
                            [key: string]: unknown;
                        };
                        biometricData?: unknown[];
                        /** @description phone and email; the same as in biographicData */
                        contactData?: {
                            [key: string]: unknown;
                        };
                        credentialData?: unknown[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: {
                                field: string;
                                verdict: "yes" | "no" | "close" | "not-held";
                                why?: string;
                            }[];
                            identifier: {
                                kind: string;
                                status: string;
                            };
                            journal: string;
                            life: "alive" | "dead" | "missing";
                            outcome: "yes" | "no" | "close" | "not-held";
                            /** @description Pseudonym of the person for the organisation that asks */
                            person: string;
                            /** @description 0 all yes, 1 some close, 2 some no, 3 something is not held */
                            verificationCode: number;
                            verificationMessage: string;
                            /** @description Reference of the line in the journal */
                            verificationProof?: string;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: number;
                            message: string;
                        };
                    };
                };
                /** @description RFC 9457 problem details */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            detail?: string;
                            errors?: {
                                detail: string;
                                pointer: string;
                            }[];
                            instance?: string;
                            pointer?: string;
                            status: number;
                            title: string;
                            traceId: string;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
