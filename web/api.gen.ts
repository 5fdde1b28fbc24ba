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
    "/api/accounts/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an account of level 1; where everything fits the register, a code is sent to the contact */
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
                        birthDate: string;
                        contact: {
                            /** @enum {unknown} */
                            kind: "phone" | "email";
                            value: string;
                        };
                        identifier: string;
                        language: string;
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            activation: string;
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
    "/api/accounts/activate/{activation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the contact by the code, and have the account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    activation: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
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
                            ok: boolean;
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
    "/api/accounts/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask two trusted persons to help back into an account */
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
                        identifier: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            code: string;
                            number: number;
                            recovery: string;
                            trustedNeeded: number;
                            waitHours: number;
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
                                hours: string;
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
    "/api/agency/agreements/{agreement}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of an agreement, what it changed, and the text that was signed
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    agreement: string;
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
                            agreement: string;
                            organisation: string;
                            organisationName: string;
                            versions: {
                                changes: {
                                    after?: string;
                                    before?: string;
                                    item?: string;
                                    part: string;
                                }[];
                                digest?: string;
                                draft?: string;
                                recordedAt: string;
                                recordedBy: string;
                                signatures?: {
                                    assurance: string;
                                    digest: string;
                                    journal: string;
                                    role: string;
                                    roleName: string;
                                    side: string;
                                    signedAt: string;
                                    signer: string;
                                }[];
                                state: string;
                                stateBefore?: string;
                                terms: {
                                    candidates?: number;
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    hours: {
                                        days: number[];
                                        from: string;
                                        id: string;
                                        to: string;
                                    };
                                    legalBases?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    modes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    purposes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    quotaPerDay: number;
                                    validFrom: string;
                                    validTo: string;
                                };
                                text?: string;
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
    "/api/agency/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation’s batches, newest first
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query: {
                    before?: string;
                    limit: number;
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
                            batches: {
                                bytes: number;
                                columns: {
                                    [key: string]: string;
                                };
                                endedAt?: string;
                                failure?: {
                                    code: string;
                                    detail: string;
                                    sentence: string;
                                };
                                fields: string[];
                                files: boolean;
                                filesUntil: string;
                                findings?: {
                                    subscribersPerIdentity: number;
                                };
                                format: string;
                                id: string;
                                legalBasis: string;
                                legalBasisText: string;
                                madeAt: string;
                                /** @description 0 to 1 */
                                part?: number;
                                purpose: string;
                                purposeText: string;
                                /** @description Rows a second */
                                rate?: number;
                                /** @description Bytes of the file that have come */
                                received: number;
                                /** @description State of the register that every row is answered from */
                                registerAt?: string;
                                /** @description Rows answered so far */
                                rows: number;
                                secondsLeft?: number;
                                /** @description Of the file, as the start named it */
                                sha256?: string;
                                /** @description production, simulation */
                                stage: string;
                                startedAt?: string;
                                /** @description draft, uploading, waiting, running, done, cancelled, failed */
                                state: string;
                                /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                                upload?: string;
                                verdicts?: {
                                    [key: string]: number;
                                };
                            }[];
                            next?: string;
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
         * Make a batch: what a file of many rows asks, and where to send it
         * @description Scope `exchange.manage`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
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
                        /** @description Length of the file */
                        bytes: number;
                        /** @description What stands for what, where the header does not tell: role -> column; empty: none */
                        columns?: {
                            birthDate?: string;
                            cmnd?: string;
                            name?: string;
                            number?: string;
                            reference?: string;
                            sex?: string;
                        };
                        /** @description Compared beside the number: name, birthDate, sex, cmnd */
                        fields: string[];
                        /** @description Also list what is to be locked; more rows than this on one identity are too many */
                        findings?: {
                            subscribersPerIdentity: number;
                        };
                        format: "csv" | "jsonl" | "parquet";
                        /** @description Answered about synthetic persons; what a system in simulation sends always is */
                        simulation?: boolean;
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
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a batch has come
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
    "/api/agency/batches/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a batch for good and remove its files
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/batches/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Subscriptions to be locked, where findings were asked for
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                        "application/json": unknown;
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
    "/api/agency/batches/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signature of the result: a JWS over its digest and what it is
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            manifest: string;
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
    "/api/agency/batches/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a batch came to: rows by verdict and by what was said of each field
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                                field: string;
                                rows: number;
                                said: string;
                            }[];
                            findings: {
                                finding: string;
                                /** @description First day on which what was found may be locked */
                                lockFrom?: string;
                                /** @description Persons who object */
                                objections: number;
                                persons: number;
                                /** @description Objections that were found right */
                                upheld: number;
                            }[];
                            journal: string[];
                            looks: number;
                            rows: number;
                            secondPass: number;
                            verdicts: {
                                [key: string]: number;
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
    "/api/agency/batches/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The result, a row for each row of the file; ranges may be asked for
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                        "application/json": unknown;
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
    "/api/agency/batches/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a batch whose file is there; the digest binds the file to this request’s signature
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
                        /** @description What stands for what, where the header does not tell: role -> column; empty: none */
                        columns?: {
                            birthDate?: string;
                            cmnd?: string;
                            name?: string;
                            number?: string;
                            reference?: string;
                            sex?: string;
                        };
                        /** @description Of the whole file */
                        sha256: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/batches/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which columns of a file stand for what, by their names
         * @description Scope `exchange.try`.
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
                        names: string[];
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
                            columns: {
                                [key: string]: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation may put into an agreement
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
                            /** @description At most */
                            candidates: number;
                            hours: {
                                days: number[];
                                from: string;
                                id: string;
                                to: string;
                            }[];
                            modes: {
                                id: string;
                                name: string;
                            }[];
                            purposes: {
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                id: string;
                                legalBases: {
                                    id: string;
                                    name: string;
                                    validFrom: string;
                                    validTo?: string;
                                }[];
                                modes: string[];
                                name: string;
                            }[];
                            /** @description At most */
                            quotaPerDay: number;
                            /** @description An agreement lasts at most so many */
                            years: number;
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
    "/api/agency/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation’s systems, how far each has come, what it does next, and what ends soon
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
                            connections: {
                                keyWarnings: {
                                    days: number;
                                    expiresAt: string;
                                    kid: string;
                                }[];
                                name: string;
                                /** @description What the organisation does next; count: items missing or given back */
                                next?: {
                                    count?: number;
                                    /** @enum {unknown} */
                                    step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                                };
                                organisation: string;
                                organisationName: string;
                                returnedAt?: string;
                                review?: {
                                    dueOn: string;
                                    /** @description open, due, overdue */
                                    state: string;
                                    /** @description Overdue for so long that people should decide */
                                    suspendable: boolean;
                                };
                                signedAt?: string;
                                /** @description simulation, production */
                                stage: string;
                                /** @description simulation, checking, production, reviewing */
                                standing: string;
                                /** @description active, suspended */
                                state: string;
                                submittedAt?: string;
                                system: string;
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
    "/api/agency/connections/{system}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A system with its security check list, conformance runs and inspections
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/agency/connections/{system}/answers/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answers a question of the check list
         * @description Scope `exchange.manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        answer: string;
                        months?: number;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/agency/connections/{system}/answers/{item}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a file to an answer; it is kept sealed and its digest journalled
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: string;
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Base64 of a PDF, PNG, JPEG or text file of at most 5 MiB */
                        content: string;
                        name: string;
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
                            digest: string;
                            evidence: string;
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
    "/api/agency/connections/{system}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the security contact, and the server that takes notices
         * @description Scope `exchange.manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        contact: {
                            /** Format: email */
                            email: string;
                            name: string;
                            phone: string;
                        };
                        /** @description host or host:port of the server that takes notices; absent: none */
                        host?: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/agency/connections/{system}/evidence/{evidence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An evidence file
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evidence: string;
                    system: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
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
        /**
         * Takes a file away again; its line stays
         * @description Scope `exchange.manage`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evidence: string;
                    system: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/agency/connections/{system}/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks at the TLS of the server that takes notices
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/agency/connections/{system}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest runs of a system
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                /** @description open, passed, failed (begin a new one), over (its time is up) */
                                state: string;
                                system: string;
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
         * Begins a conformance run of a system in simulation
         * @description Scope `exchange.try`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endsAt: string;
                            run: string;
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
    "/api/agency/connections/{system}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts the check list before the inspectors: for production, or for the yearly review
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            standing: string;
                            system: string;
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
    "/api/agency/connections/{system}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the list back to mend it
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            standing: string;
                            system: string;
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
    "/api/agency/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Agreements on their way, newest first
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
                            drafts: {
                                agreement: string;
                                baseVersion?: number;
                                changedAt: string;
                                draft: string;
                                /** @description open, due or overdue; of what waits for our decision */
                                due?: string;
                                /** @description Last day for our decision, counted in working days */
                                dueOn?: string;
                                enactedVersion?: number;
                                madeAt: string;
                                organisation: string;
                                organisationName: string;
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                revision: number;
                                sentAt?: string;
                                /** @description Sides whose signature is there; of what was accepted */
                                signed?: string[];
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
         * Begins an agreement, or a change of one, from the catalogue
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
                        /** @description The one to change or renew; absent: a new one */
                        agreement?: string;
                        terms: {
                            candidates?: number;
                            fields: ("name" | "otherName" | "pin" | "birthDate" | "sex" | "birthPlace" | "birthRegistrationPlace" | "origin" | "ethnicity" | "religion" | "nationality" | "bloodGroup" | "cmnd" | "documents" | "father" | "mother" | "spouse" | "children" | "legalRepresentative" | "represented" | "permanentResidence" | "temporaryResidence" | "currentResidence" | "absence" | "residenceFile" | "maritalStatus" | "relationToHead" | "household" | "deathDate" | "missingDate" | "phone" | "email" | "other")[];
                            hours: string;
                            legalBases?: string[];
                            modes: ("verify" | "attributes" | "identify" | "bulk" | "events")[];
                            purposes: string[];
                            quotaPerDay: number;
                            /** Format: date */
                            validFrom: string;
                            /**
                             * Format: date
                             * @description The first day no longer
                             */
                            validTo: string;
                        };
                        why: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/agency/drafts/{draft}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A draft with our offer, the text to be signed, and the signatures
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
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
                            agreement: string;
                            authors: string[];
                            baseVersion?: number;
                            changedAt: string;
                            changes?: {
                                after?: string;
                                before?: string;
                                item?: string;
                                part: string;
                            }[];
                            decidedAt?: string;
                            decidedBy?: string;
                            decision?: string;
                            digest?: string;
                            draft: string;
                            /** @description open, due or overdue; of what waits for our decision */
                            due?: string;
                            /** @description Last day for our decision, counted in working days */
                            dueOn?: string;
                            enactedVersion?: number;
                            /** @description What the draft would change */
                            inForce?: {
                                terms: {
                                    candidates?: number;
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    hours: {
                                        days: number[];
                                        from: string;
                                        id: string;
                                        to: string;
                                    };
                                    legalBases?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    modes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    purposes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    quotaPerDay: number;
                                    validFrom: string;
                                    validTo: string;
                                };
                                version: number;
                            };
                            legalBasis?: {
                                id: string;
                                name: string;
                            };
                            madeAt: string;
                            /**
                             * @description Why a caller who signs for their side does not sign this
                             * @enum {unknown}
                             */
                            notSigning?: "signed-already" | "four-eyes";
                            offer?: {
                                after?: string;
                                before?: string;
                                item?: string;
                                part: string;
                                why: string;
                            }[];
                            offered?: {
                                candidates?: number;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                hours: {
                                    days: number[];
                                    from: string;
                                    id: string;
                                    to: string;
                                };
                                legalBases?: {
                                    id: string;
                                    name: string;
                                }[];
                                modes: {
                                    id: string;
                                    name: string;
                                }[];
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                quotaPerDay: number;
                                validFrom: string;
                                validTo: string;
                            };
                            organisation: string;
                            organisationName: string;
                            purposes: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Why the organisation objected to the last offer, or withdrew */
                            reply?: string;
                            revision: number;
                            sentAt?: string;
                            signatures: {
                                assurance: string;
                                digest: string;
                                journal: string;
                                role: string;
                                roleName: string;
                                side: string;
                                signedAt: string;
                                signer: string;
                            }[];
                            /** @description Sides whose signature is there; of what was accepted */
                            signed?: string[];
                            state: string;
                            /** @description What the caller can do with it now */
                            steps: string[];
                            terms: {
                                candidates?: number;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                hours: {
                                    days: number[];
                                    from: string;
                                    id: string;
                                    to: string;
                                };
                                legalBases?: {
                                    id: string;
                                    name: string;
                                }[];
                                modes: {
                                    id: string;
                                    name: string;
                                }[];
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                quotaPerDay: number;
                                validFrom: string;
                                validTo: string;
                            };
                            /** @description As it is signed, in the country’s first language */
                            text?: string;
                            why: string;
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
         * Changes a draft that was not sent yet
         * @description Scope `exchange.manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
                        terms: {
                            candidates?: number;
                            fields: ("name" | "otherName" | "pin" | "birthDate" | "sex" | "birthPlace" | "birthRegistrationPlace" | "origin" | "ethnicity" | "religion" | "nationality" | "bloodGroup" | "cmnd" | "documents" | "father" | "mother" | "spouse" | "children" | "legalRepresentative" | "represented" | "permanentResidence" | "temporaryResidence" | "currentResidence" | "absence" | "residenceFile" | "maritalStatus" | "relationToHead" | "household" | "deathDate" | "missingDate" | "phone" | "email" | "other")[];
                            hours: string;
                            legalBases?: string[];
                            modes: ("verify" | "attributes" | "identify" | "bulk" | "events")[];
                            purposes: string[];
                            quotaPerDay: number;
                            /** Format: date */
                            validFrom: string;
                            /**
                             * Format: date
                             * @description The first day no longer
                             */
                            validTo: string;
                        };
                        why: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/drafts/{draft}/agree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the narrower terms that the platform offered
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/agency/drafts/{draft}/object": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does not take the offer: the draft is the organisation’s again
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
                        why: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/agency/drafts/{draft}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts a draft before the platform: its deadline of working days begins
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/agency/drafts/{draft}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs the text for the organisation; whoever drafted it does not. Needs a fresh proof
         * @description Scope `connections.sign`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description SHA-256 of the text, base64url */
                        digest: string;
                        /** @description The one that the caller saw */
                        revision: number;
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
                            draft: string;
                            journal: string;
                            revision: number;
                            state: string;
                            /** @description Of the agreement, once it is in force */
                            version?: number;
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
    "/api/agency/drafts/{draft}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a draft back for good
         * @description Scope `exchange.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
                        why: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/agency/evidence/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of a question of the organisation's and its answer
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The line in the journal, as the answer named it */
                    reference: string;
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
                            answer: {
                                headers: {
                                    [key: string]: string;
                                };
                                status: number;
                            };
                            /** @enum {string} */
                            format: "dancu-evidence/1";
                            log: {
                                checkpoint: string;
                                line: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                statement: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                verifierKey: string;
                            };
                            reference: string;
                            request: {
                                headers: {
                                    [key: string]: string;
                                };
                                method: string;
                                targetUri: string;
                            };
                            statement: {
                                agreement?: {
                                    fields: string[];
                                    id: string;
                                    legalBases: string[];
                                    purposes: string[];
                                    recordedAt: string;
                                    validFrom: string;
                                    validTo: string;
                                    version: number;
                                    ways: string[];
                                };
                                answerKey: {
                                    createdAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    replacedAt?: string;
                                };
                                reference: string;
                                requestKey: {
                                    expiresAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    registeredAt: string;
                                    registeredBy?: string;
                                    revokedAt?: string;
                                    revokedBy?: string;
                                };
                                statedAt: string;
                                system: {
                                    id: string;
                                    name: string;
                                    organisation: string;
                                };
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
    "/api/agency/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation was warned of: keys, decisions, reviews; newest first
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
                            reminders: {
                                /** @description key:…, draft:…, review:… */
                                matter: string;
                                saidAt: string;
                                /** @description ends-in-60, ends-in-30, ends-in-7, due, overdue */
                                what: string;
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
    "/api/agency/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report of a run
         * @description Scope `exchange.try`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    run: string;
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
                            begunAt: string;
                            endsAt: string;
                            failedAt?: string;
                            /** @description To be sent and signed with each question of a step */
                            header: string;
                            passedAt?: string;
                            run: string;
                            /** @description open, passed, failed (begin a new one), over (its time is up) */
                            state: string;
                            steps: {
                                asks: {
                                    biographicData: {
                                        [key: string]: string;
                                    };
                                    expect: string;
                                    identifier: string;
                                    legalBasis: string;
                                    purpose: string;
                                }[];
                                at?: string;
                                /** @description seen by the platform, or told by the system */
                                by: string;
                                /** @description Failed for good: begin a new run */
                                final: boolean;
                                mend?: string;
                                /** @description open, passed, failed */
                                state: string;
                                step: string;
                                task: string;
                                title: string;
                            }[];
                            system: string;
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
    "/api/agency/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Synthetic persons to ask about in simulation, what may be asked there, and the faults that can be ordered
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
                                hours: string;
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
                            faults: string[];
                            persons: {
                                birthDate: string;
                                /** @description Whether questions under a law of consent are answered */
                                consents: boolean;
                                identifier: string;
                                life: string;
                                name: string;
                                status: string;
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
    "/api/agency/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who of the organisation holds which role
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
                            staff: {
                                lastSeenAt?: string;
                                name: string;
                                official: string;
                                role: string;
                                roleName: string;
                                scopes: string[];
                                state: string;
                                validTo?: string;
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
    "/api/agency/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is stopped, by whom and why; and what was
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
                            suspensions: {
                                askedAt?: string;
                                askedBy?: string;
                                askedWhy?: string;
                                kind: string;
                                liftedAt?: string;
                                liftedBy?: string;
                                madeAt: string;
                                madeBy: string;
                                /** @description The caller asked for the lifting: another person decides */
                                mine: boolean;
                                organisation: string;
                                organisationName: string;
                                side: string;
                                state: string;
                                suspension: string;
                                target: string;
                                targetName: string;
                                why: string;
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
         * Stops an agreement or a system at once, with a reason
         * @description Scope `exchange.try`.
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
                        kind: "agreement" | "system";
                        target: string;
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/agency/suspensions/{suspension}/ask-lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks that it may go on
         * @description Scope `exchange.try`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/agency/suspensions/{suspension}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps it stopped: another person than who asked
         * @description Scope `exchange.try`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/agency/suspensions/{suspension}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets it go on: another person than who asked
         * @description Scope `exchange.try`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
                                    expiresAt: string;
                                    kid: string;
                                    state: string;
                                }[];
                                name: string;
                                stage: string;
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
    "/api/apis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation's APIs, and those of others that a service may ask for */
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
                            open: {
                                api: string;
                                indicator: string;
                                name: string;
                                organisation: string;
                                organisationName: string;
                                realm: string;
                                scopes: {
                                    description: string;
                                    name: string;
                                    scope: string;
                                }[];
                                state: string;
                                submitted: boolean;
                                version: number;
                            }[];
                            own: {
                                api: string;
                                asking: number;
                                indicator: string;
                                name: string;
                                organisation: string;
                                organisationName: string;
                                realm: string;
                                scopes: {
                                    description: string;
                                    name: string;
                                    scope: string;
                                }[];
                                state: string;
                                submitted: boolean;
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
        /**
         * Registers an API that tokens are made for; it can be tried out in the simulation at once
         * @description Scope `services.manage`.
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
                        /** @description RFC 8707: the audience of its tokens */
                        indicator: string;
                        name: {
                            [key: string]: string;
                        };
                        /** @description opaque: the client_id of the same organisation that introspects */
                        reader?: string;
                        scopes: {
                            description: {
                                [key: string]: string;
                            };
                            name: {
                                [key: string]: string;
                            };
                            scope: string;
                        }[];
                        /**
                         * @description jwt: checked by its signature (RFC 9068). opaque: by introspection, and ends at once
                         * @enum {unknown}
                         */
                        tokenFormat: "jwt" | "opaque";
                        tokenSeconds: number;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An API: what is in force, and what waits */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
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
                            api: string;
                            indicator: string;
                            inForce: {
                                /** @description RFC 8707: the audience of its tokens */
                                indicator: string;
                                name: {
                                    [key: string]: string;
                                };
                                /** @description opaque: the client_id of the same organisation that introspects */
                                reader?: string;
                                scopes: {
                                    description: {
                                        [key: string]: string;
                                    };
                                    name: {
                                        [key: string]: string;
                                    };
                                    scope: string;
                                }[];
                                /**
                                 * @description jwt: checked by its signature (RFC 9068). opaque: by introspection, and ends at once
                                 * @enum {unknown}
                                 */
                                tokenFormat: "jwt" | "opaque";
                                tokenSeconds: number;
                            };
                            name: string;
                            organisation: string;
                            organisationName: string;
                            proposed?: {
                                /** @description RFC 8707: the audience of its tokens */
                                indicator: string;
                                name: {
                                    [key: string]: string;
                                };
                                /** @description opaque: the client_id of the same organisation that introspects */
                                reader?: string;
                                scopes: {
                                    description: {
                                        [key: string]: string;
                                    };
                                    name: {
                                        [key: string]: string;
                                    };
                                    scope: string;
                                }[];
                                /**
                                 * @description jwt: checked by its signature (RFC 9068). opaque: by introspection, and ends at once
                                 * @enum {unknown}
                                 */
                                tokenFormat: "jwt" | "opaque";
                                tokenSeconds: number;
                            };
                            realm: string;
                            refusal?: string;
                            scopes: {
                                description: string;
                                name: string;
                                scope: string;
                            }[];
                            state: string;
                            submitted: boolean;
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
        /**
         * Writes the next version; in production the one before serves on until an inspector has signed
         * @description Scope `services.manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        api: {
                            /** @description RFC 8707: the audience of its tokens */
                            indicator: string;
                            name: {
                                [key: string]: string;
                            };
                            /** @description opaque: the client_id of the same organisation that introspects */
                            reader?: string;
                            scopes: {
                                description: {
                                    [key: string]: string;
                                };
                                name: {
                                    [key: string]: string;
                                };
                                scope: string;
                            }[];
                            /**
                             * @description jwt: checked by its signature (RFC 9068). opaque: by introspection, and ends at once
                             * @enum {unknown}
                             */
                            tokenFormat: "jwt" | "opaque";
                            tokenSeconds: number;
                        };
                        version: number;
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
                            api: string;
                            state: string;
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/apis/{api}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Services that hold or ask for scopes of this API, those that wait first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
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
                            access: {
                                api: string;
                                apiName: string;
                                asked?: string[];
                                askedAt: string;
                                client: string;
                                decidedAt?: string;
                                /** @description The API's names of its scopes */
                                names: {
                                    [key: string]: string;
                                };
                                note?: string;
                                /** @description The service's organisation */
                                organisationName: string;
                                realm: string;
                                scopes: string[];
                                service: string;
                                why: string;
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
    "/api/apis/{api}/access/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The owner gives what was asked for, refuses it, or ends what stands: all of it, or these scopes
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "give";
                        scopes: string[];
                    } | {
                        /** @enum {string} */
                        decision: "refuse";
                        note: string;
                    } | {
                        /** @enum {string} */
                        decision: "end";
                        note: string;
                        scopes?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/apis/{api}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The inspector signs: production services may ask for it
         * @description Scope `services.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends it for good; its own organisation does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The inspector sends it back and says why
         * @description Scope `services.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        why: string;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets it go on; an inspector does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts the API, or its change, before an inspector
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
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
                            api: string;
                            state: string;
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
    "/api/apis/{api}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops an API: no token is made for it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            api: string;
                            state: string;
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
    "/api/connections/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every agreement by its newest version
         * @description Scope `connections.decide`.
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
                                agreement: string;
                                organisation: string;
                                organisationName: string;
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                state: string;
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
    "/api/connections/agreements/{agreement}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of an agreement, what it changed, and the text that was signed
         * @description Scope `connections.decide`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    agreement: string;
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
                            agreement: string;
                            organisation: string;
                            organisationName: string;
                            versions: {
                                changes: {
                                    after?: string;
                                    before?: string;
                                    item?: string;
                                    part: string;
                                }[];
                                digest?: string;
                                draft?: string;
                                recordedAt: string;
                                recordedBy: string;
                                signatures?: {
                                    assurance: string;
                                    digest: string;
                                    journal: string;
                                    role: string;
                                    roleName: string;
                                    side: string;
                                    signedAt: string;
                                    signer: string;
                                }[];
                                state: string;
                                stateBefore?: string;
                                terms: {
                                    candidates?: number;
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    hours: {
                                        days: number[];
                                        from: string;
                                        id: string;
                                        to: string;
                                    };
                                    legalBases?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    modes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    purposes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    quotaPerDay: number;
                                    validFrom: string;
                                    validTo: string;
                                };
                                text?: string;
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
    "/api/connections/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drafts that wait for a decision or a signature, the earliest deadline first; or those that are over
         * @description Scope `connections.decide`.
         */
        get: {
            parameters: {
                query: {
                    state: "waiting" | "decided";
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
                            drafts: {
                                agreement: string;
                                baseVersion?: number;
                                changedAt: string;
                                draft: string;
                                /** @description open, due or overdue; of what waits for our decision */
                                due?: string;
                                /** @description Last day for our decision, counted in working days */
                                dueOn?: string;
                                enactedVersion?: number;
                                madeAt: string;
                                organisation: string;
                                organisationName: string;
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                revision: number;
                                sentAt?: string;
                                /** @description Sides whose signature is there; of what was accepted */
                                signed?: string[];
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
    "/api/connections/drafts/{draft}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A draft with everything that a decision rests on
         * @description Scope `connections.decide`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
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
                            agreement: string;
                            authors: string[];
                            baseVersion?: number;
                            changedAt: string;
                            changes?: {
                                after?: string;
                                before?: string;
                                item?: string;
                                part: string;
                            }[];
                            decidedAt?: string;
                            decidedBy?: string;
                            decision?: string;
                            digest?: string;
                            draft: string;
                            /** @description open, due or overdue; of what waits for our decision */
                            due?: string;
                            /** @description Last day for our decision, counted in working days */
                            dueOn?: string;
                            enactedVersion?: number;
                            /** @description What the draft would change */
                            inForce?: {
                                terms: {
                                    candidates?: number;
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    hours: {
                                        days: number[];
                                        from: string;
                                        id: string;
                                        to: string;
                                    };
                                    legalBases?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    modes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    purposes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    quotaPerDay: number;
                                    validFrom: string;
                                    validTo: string;
                                };
                                version: number;
                            };
                            legalBasis?: {
                                id: string;
                                name: string;
                            };
                            madeAt: string;
                            /**
                             * @description Why a caller who signs for their side does not sign this
                             * @enum {unknown}
                             */
                            notSigning?: "signed-already" | "four-eyes";
                            offer?: {
                                after?: string;
                                before?: string;
                                item?: string;
                                part: string;
                                why: string;
                            }[];
                            offered?: {
                                candidates?: number;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                hours: {
                                    days: number[];
                                    from: string;
                                    id: string;
                                    to: string;
                                };
                                legalBases?: {
                                    id: string;
                                    name: string;
                                }[];
                                modes: {
                                    id: string;
                                    name: string;
                                }[];
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                quotaPerDay: number;
                                validFrom: string;
                                validTo: string;
                            };
                            organisation: string;
                            organisationName: string;
                            purposes: {
                                id: string;
                                name: string;
                            }[];
                            /** @description Why the organisation objected to the last offer, or withdrew */
                            reply?: string;
                            revision: number;
                            sentAt?: string;
                            signatures: {
                                assurance: string;
                                digest: string;
                                journal: string;
                                role: string;
                                roleName: string;
                                side: string;
                                signedAt: string;
                                signer: string;
                            }[];
                            /** @description Sides whose signature is there; of what was accepted */
                            signed?: string[];
                            state: string;
                            /** @description What the caller can do with it now */
                            steps: string[];
                            terms: {
                                candidates?: number;
                                fields: {
                                    id: string;
                                    name: string;
                                }[];
                                hours: {
                                    days: number[];
                                    from: string;
                                    id: string;
                                    to: string;
                                };
                                legalBases?: {
                                    id: string;
                                    name: string;
                                }[];
                                modes: {
                                    id: string;
                                    name: string;
                                }[];
                                purposes: {
                                    id: string;
                                    name: string;
                                }[];
                                quotaPerDay: number;
                                validFrom: string;
                                validTo: string;
                            };
                            /** @description As it is signed, in the country’s first language */
                            text?: string;
                            why: string;
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
    "/api/connections/drafts/{draft}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts a draft as it was sent; both sides sign it then
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/connections/drafts/{draft}/narrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offers less than was asked for, with a reason for each thing that is taken away
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reasons: {
                            /** @description An id of a list that was taken out */
                            item?: string;
                            part: string;
                            why: string;
                        }[];
                        /** @description The one that the caller saw */
                        revision: number;
                        terms: {
                            candidates?: number;
                            fields: ("name" | "otherName" | "pin" | "birthDate" | "sex" | "birthPlace" | "birthRegistrationPlace" | "origin" | "ethnicity" | "religion" | "nationality" | "bloodGroup" | "cmnd" | "documents" | "father" | "mother" | "spouse" | "children" | "legalRepresentative" | "represented" | "permanentResidence" | "temporaryResidence" | "currentResidence" | "absence" | "residenceFile" | "maritalStatus" | "relationToHead" | "household" | "deathDate" | "missingDate" | "phone" | "email" | "other")[];
                            hours: string;
                            legalBases?: string[];
                            modes: ("verify" | "attributes" | "identify" | "bulk" | "events")[];
                            purposes: string[];
                            quotaPerDay: number;
                            /** Format: date */
                            validFrom: string;
                            /**
                             * Format: date
                             * @description The first day no longer
                             */
                            validTo: string;
                        };
                        text?: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/connections/drafts/{draft}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuses in writing, on a law in force
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        legalBasis: string;
                        /** @description The one that the caller saw */
                        revision: number;
                        text: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/connections/drafts/{draft}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Does not sign what was accepted: it is decided anew
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The one that the caller saw */
                        revision: number;
                        why: string;
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
                            agreement: string;
                            draft: string;
                            revision: number;
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
    "/api/connections/drafts/{draft}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs the text for the platform; whoever decided does not. Needs a fresh proof
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    draft: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description SHA-256 of the text, base64url */
                        digest: string;
                        /** @description The one that the caller saw */
                        revision: number;
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
                            draft: string;
                            journal: string;
                            revision: number;
                            state: string;
                            /** @description Of the agreement, once it is in force */
                            version?: number;
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
    "/api/connections/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Systems before an inspector, longest first, then reviews that are due or overdue
         * @description Scope `connections.inspect`.
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
                            connections: {
                                keyWarnings: {
                                    days: number;
                                    expiresAt: string;
                                    kid: string;
                                }[];
                                name: string;
                                /** @description What the organisation does next; count: items missing or given back */
                                next?: {
                                    count?: number;
                                    /** @enum {unknown} */
                                    step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                                };
                                organisation: string;
                                organisationName: string;
                                returnedAt?: string;
                                review?: {
                                    dueOn: string;
                                    /** @description open, due, overdue */
                                    state: string;
                                    /** @description Overdue for so long that people should decide */
                                    suspendable: boolean;
                                };
                                signedAt?: string;
                                /** @description simulation, production */
                                stage: string;
                                /** @description simulation, checking, production, reviewing */
                                standing: string;
                                /** @description active, suspended */
                                state: string;
                                submittedAt?: string;
                                system: string;
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
    "/api/connections/inspections/{system}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A system with its check list, evidence, runs, and what was decided before
         * @description Scope `connections.inspect`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/connections/inspections/{system}/contact-reached": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that the security contact answered
         * @description Scope `connections.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        how: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/connections/inspections/{system}/evidence/{evidence}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An evidence file
         * @description Scope `connections.inspect`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evidence: string;
                    system: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
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
    "/api/connections/inspections/{system}/probe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks at the TLS of the server that takes notices
         * @description Scope `connections.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
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
                            checks: {
                                answer?: string;
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence: {
                                    addedAt: string;
                                    digest: string;
                                    evidence: string;
                                    media: string;
                                    name: string;
                                    size: number;
                                }[];
                                evidenceNeeded: boolean;
                                found?: {
                                    id: string;
                                    name: string;
                                };
                                item: string;
                                /** @description automatic, asked */
                                kind: string;
                                /** @description Months that the law asks for at least */
                                least?: number;
                                legalBasis: {
                                    id: string;
                                    name: string;
                                };
                                months?: number;
                                question: string;
                                remark?: string;
                                required: boolean;
                                /** @description passed, answered, missing, failed, returned */
                                state: string;
                            }[];
                            contact?: {
                                /** Format: email */
                                email: string;
                                name: string;
                                phone: string;
                            };
                            contactReachedAt?: string;
                            digest: string;
                            host?: string;
                            inspections: {
                                decidedAt: string;
                                digest: string;
                                inspector: string;
                                journal: string;
                                outcome: string;
                            }[];
                            keys: {
                                algorithm: string;
                                createdAt: string;
                                expiresAt: string;
                                kid: string;
                                revoked: boolean;
                            }[];
                            keyWarnings: {
                                days: number;
                                expiresAt: string;
                                kid: string;
                            }[];
                            missing: string[];
                            name: string;
                            /** @description What the organisation does next; count: items missing or given back */
                            next?: {
                                count?: number;
                                /** @enum {unknown} */
                                step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                            };
                            organisation: string;
                            organisationName: string;
                            probe?: {
                                certificateEnds?: string;
                                host: string;
                                lookedAt: string;
                                /** @description Speaks TLS before 1.2 too */
                                old?: boolean;
                                protocol?: string;
                                reached: boolean;
                                trusted?: boolean;
                                why?: string;
                            };
                            returnedAt?: string;
                            review?: {
                                dueOn: string;
                                /** @description open, due, overdue */
                                state: string;
                                /** @description Overdue for so long that people should decide */
                                suspendable: boolean;
                            };
                            runs: {
                                begunAt: string;
                                endsAt: string;
                                failedAt?: string;
                                passedAt?: string;
                                run: string;
                                state: string;
                                system: string;
                            }[];
                            signedAt?: string;
                            /** @description simulation, production */
                            stage: string;
                            /** @description simulation, checking, production, reviewing */
                            standing: string;
                            /** @description active, suspended */
                            state: string;
                            submittedAt?: string;
                            system: string;
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
    "/api/connections/inspections/{system}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives items back with what is to be mended
         * @description Scope `connections.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            item: string;
                            remark: string;
                        }[];
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
                            standing: string;
                            system: string;
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
    "/api/connections/inspections/{system}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs the list: into production, or for another year. Needs a fresh proof
         * @description Scope `connections.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    system: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of the list that the inspector saw */
                        digest: string;
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
                            journal: string;
                            reviewDue: string;
                            standing: string;
                            system: string;
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
    "/api/connections/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Laws on which a refusal may rest, and hours that an offer may narrow to
         * @description Scope `connections.decide`.
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
                            hours: {
                                days: number[];
                                from: string;
                                id: string;
                                to: string;
                            }[];
                            /** @description In force today: a refusal rests on one of them */
                            laws: {
                                id: string;
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
    "/api/connections/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is stopped, by whom and why; and what was
         * @description Scope `connections.decide`.
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
                            suspensions: {
                                askedAt?: string;
                                askedBy?: string;
                                askedWhy?: string;
                                kind: string;
                                liftedAt?: string;
                                liftedBy?: string;
                                madeAt: string;
                                madeBy: string;
                                /** @description The caller asked for the lifting: another person decides */
                                mine: boolean;
                                organisation: string;
                                organisationName: string;
                                side: string;
                                state: string;
                                suspension: string;
                                target: string;
                                targetName: string;
                                why: string;
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
         * Stops an agreement or a system at once, with a reason
         * @description Scope `connections.decide`.
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
                        kind: "agreement" | "system";
                        target: string;
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/connections/suspensions/{suspension}/ask-lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks that it may go on
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/connections/suspensions/{suspension}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps it stopped: another person than who asked
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/connections/suspensions/{suspension}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets it go on: another person than who asked
         * @description Scope `connections.decide`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suspension: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
                            state: string;
                            suspension: string;
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
    "/api/connections/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every system with its standing, by organisation; what is stopped first
         * @description Scope `connections.decide`.
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
                            connections: {
                                keyWarnings: {
                                    days: number;
                                    expiresAt: string;
                                    kid: string;
                                }[];
                                name: string;
                                /** @description What the organisation does next; count: items missing or given back */
                                next?: {
                                    count?: number;
                                    /** @enum {unknown} */
                                    step: "lift" | "wait" | "key" | "mend" | "conformance" | "answer" | "submit" | "renew-key" | "nothing";
                                };
                                organisation: string;
                                organisationName: string;
                                returnedAt?: string;
                                review?: {
                                    dueOn: string;
                                    /** @description open, due, overdue */
                                    state: string;
                                    /** @description Overdue for so long that people should decide */
                                    suspendable: boolean;
                                };
                                signedAt?: string;
                                /** @description simulation, production */
                                stage: string;
                                /** @description simulation, checking, production, reviewing */
                                standing: string;
                                /** @description active, suspended */
                                state: string;
                                submittedAt?: string;
                                system: string;
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
    "/api/counter/accounts/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The account of the person at the counter
         * @description Scope `accounts.prove`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
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
                            account?: {
                                authenticators: number;
                                contacts: {
                                    id: string;
                                    /** @enum {unknown} */
                                    kind: "phone" | "email";
                                    masked: string;
                                    proved: boolean;
                                }[];
                                kind: string;
                                level: number;
                                state: string;
                            };
                            age: number;
                            birthDate: string;
                            may: string;
                            name: string;
                            person: string;
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
         * Prove an identity: open the account or lift it to level 2, and hand over a code that signs in once
         * @description Scope `accounts.prove`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
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
                        contact?: {
                            /** @enum {unknown} */
                            kind: "phone" | "email";
                            value: string;
                        };
                        evidence: {
                            checks: ("card" | "face" | "finger")[];
                            document: string;
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
                            code: string;
                            expiresAt: string;
                            level: number;
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
    "/api/counter/accounts/{person}/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over a recovery code to somebody who lost every way in
         * @description Scope `accounts.prove`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
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
                            checks: ("card" | "face" | "finger")[];
                            document: string;
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
                            code: string;
                            expiresAt: string;
                            level: number;
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
    "/api/counter/accounts/{person}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock the account of the person at the counter
         * @description Scope `accounts.prove`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
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
                            checks: ("card" | "face" | "finger")[];
                            document: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/demonstration/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest messages that the demonstration would have sent */
        get: {
            parameters: {
                query: {
                    limit: number;
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
                            messages: {
                                channel: string;
                                id: string;
                                madeAt: string;
                                recipient: string;
                                subject: string;
                                text: string;
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
    "/api/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register the device: a passkey that stays on it, and no other */
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
                        code: string;
                        label: string;
                        official: string;
                        response: Record<string, never>;
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
                            journal: string;
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
    "/api/enrolments/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to register an official’s device with the code that was handed over */
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
                        code: string;
                        official: string;
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
                            name: string;
                            options: unknown;
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
    "/api/evidence/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of any question and its answer; that it was taken shows to the persons concerned
         * @description Scope `journal.audit`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The line in the journal, as the answer named it */
                    reference: string;
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
                            answer: {
                                headers: {
                                    [key: string]: string;
                                };
                                status: number;
                            };
                            /** @enum {string} */
                            format: "dancu-evidence/1";
                            log: {
                                checkpoint: string;
                                line: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                statement: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                verifierKey: string;
                            };
                            reference: string;
                            request: {
                                headers: {
                                    [key: string]: string;
                                };
                                method: string;
                                targetUri: string;
                            };
                            statement: {
                                agreement?: {
                                    fields: string[];
                                    id: string;
                                    legalBases: string[];
                                    purposes: string[];
                                    recordedAt: string;
                                    validFrom: string;
                                    validTo: string;
                                    version: number;
                                    ways: string[];
                                };
                                answerKey: {
                                    createdAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    replacedAt?: string;
                                };
                                reference: string;
                                requestKey: {
                                    expiresAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    registeredAt: string;
                                    registeredBy?: string;
                                    revokedAt?: string;
                                    revokedBy?: string;
                                };
                                statedAt: string;
                                system: {
                                    id: string;
                                    name: string;
                                    organisation: string;
                                };
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
                                effectiveOn?: string;
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
    "/api/log/lines/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The number of a line of mine, by the reference that was given when it was written
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reference: string;
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
                            number: number;
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
                            bulk?: {
                                entries: string;
                                page: number;
                                path: string[];
                                person: string;
                            };
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
    "/api/mandate-scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be given to act for another, and for how long */
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
                            attorneyDays: number;
                            confirmDays: number;
                            offerDays: number;
                            scopes: {
                                for: string[];
                                id: string;
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
    "/api/me/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My account: level, contacts, authenticators, trusted persons
         * @description Scope `self.account`.
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
                            acting?: unknown;
                            activatedAt?: string;
                            /** @enum {unknown} */
                            assurance: "low" | "substantial" | "high";
                            authenticators: {
                                addedAt: string;
                                deviceBound?: boolean;
                                id: string;
                                kind: string;
                                label: string;
                                lastUsedAt?: string;
                                locked: boolean;
                            }[];
                            contacts: {
                                id: string;
                                /** @enum {unknown} */
                                kind: "phone" | "email";
                                masked: string;
                                proved: boolean;
                            }[];
                            kind: string;
                            language: string;
                            lastSignInAt?: string;
                            level: number;
                            name: string;
                            provedAt: string;
                            recoveryCodesLeft: number;
                            recoveryOnly: boolean;
                            state: string;
                            trusted: {
                                name: string;
                                namedAt: string;
                                person: string;
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
    "/api/me/acting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act under one of my mandates or posts, or again as myself */
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
                        mandate?: string;
                        post?: string;
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
                            acting?: {
                                area?: string;
                                areaName?: string;
                                basis?: string;
                                kind: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                mandate?: string;
                                name: string;
                                organisation?: string;
                                person?: string;
                                post?: string;
                                role?: string;
                                roleName?: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                taxCode?: string;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/actings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As whom this session may act today beside myself, and as whom it acts */
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
                            actings: {
                                area?: string;
                                areaName?: string;
                                basis?: string;
                                kind: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                mandate?: string;
                                name: string;
                                organisation?: string;
                                person?: string;
                                post?: string;
                                role?: string;
                                roleName?: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                taxCode?: string;
                            }[];
                            current?: {
                                area?: string;
                                areaName?: string;
                                basis?: string;
                                kind: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                mandate?: string;
                                name: string;
                                organisation?: string;
                                person?: string;
                                post?: string;
                                role?: string;
                                roleName?: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                taxCode?: string;
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
    "/api/me/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign-ins elsewhere that wait for my yes
         * @description Scope `self.account`.
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
                            approvals: {
                                choices: number[];
                                expiresAt: string;
                                id: string;
                                kind: string;
                                matter: {
                                    [key: string]: unknown;
                                };
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
    "/api/me/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say yes to a sign-in elsewhere with the number that stands there, or no
         * @description Scope `self.account`.
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
                        /** @enum {unknown} */
                        decision: "approve" | "refuse";
                        number?: number;
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
    "/api/me/approvals/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It was not me: refuse, and let nobody ask again for an hour
         * @description Scope `self.account`.
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
                        approval: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/authenticators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a passkey, an authenticator app or the sheet of recovery codes
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/authenticators/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock one factor now
         * @description Scope `self.account`.
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/authenticators/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unlock one factor, after a proof by another that is as strong
         * @description Scope `self.account`.
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
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close my account; every session ends, and only a counter opens it again
         * @description Scope `self.account`.
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
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Services that may read something about me
         * @description Scope `self.account`.
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
                            consents: {
                                /** @description The same scopes as they were read; what the owner took away since has no name but its own */
                                apis: {
                                    indicator: string;
                                    name: string;
                                    /** @description Absent: our own */
                                    organisationName?: string;
                                    scopes: {
                                        name: string;
                                        scope: string;
                                    }[];
                                }[];
                                client: string;
                                fields: string[];
                                givenAt: string;
                                organisation: string;
                                organisationName: string;
                                principal?: string;
                                purpose: string;
                                scopes: string[];
                                service: string;
                                usedAt: string;
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
    "/api/me/consents/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take back what a service may read: its tokens end at once
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a telephone number or an e-mail address; a code is sent to it
         * @description Scope `self.account`.
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
                        kind: "phone" | "email";
                        value: string;
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
    "/api/me/contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a contact; it is told so
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    contact: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/contacts/{contact}/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove a contact by the code that was sent to it
         * @description Scope `self.account`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    contact: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/credit-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where somebody applied for credit in my name
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
                            applications: {
                                at: string;
                                closedAt?: string;
                                id: string;
                                organisation: string;
                                organisationName: string;
                                product: string;
                                /** @description Line of the journal; an objection names it */
                                reference: string;
                                /** @enum {unknown} */
                                state: "open" | "closed" | "blocked";
                            }[];
                            blockedSince?: string;
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
    "/api/me/credit-block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Nobody may open credit in my name
         * @description Scope `self.read`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
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
                            blockedSince?: string;
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
        /**
         * Credit may be opened in my name again
         * @description Scope `self.read`.
         */
        delete: {
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
                            blockedSince?: string;
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
    "/api/me/data-consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What I let organisations ask the register about me, newest first
         * @description Scope `self.account`.
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
                            consents: {
                                fields: string[];
                                givenAt: string;
                                id: string;
                                law: string;
                                organisation: string;
                                organisationName: string;
                                /** @description The sentence */
                                purpose: string;
                                state: "active" | "withdrawn" | "expired";
                                /** @description The last day */
                                until: string;
                                withdrawnAt?: string;
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
    "/api/me/data-consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a consent back: the next question under it is refused
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/data-consents/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt of a consent of mine, signed
         * @description Scope `self.account`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            /** @description Compact JWS; its payload has the shape of ISO/IEC TS 27560 */
                            receipt: string;
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
    "/api/me/evidence/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Evidence of a question that was asked about me
         * @description Scope `self.read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The line in the journal, as the answer named it */
                    reference: string;
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
                            answer: {
                                headers: {
                                    [key: string]: string;
                                };
                                status: number;
                            };
                            /** @enum {string} */
                            format: "dancu-evidence/1";
                            log: {
                                checkpoint: string;
                                line: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                statement: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                verifierKey: string;
                            };
                            reference: string;
                            request: {
                                headers: {
                                    [key: string]: string;
                                };
                                method: string;
                                targetUri: string;
                            };
                            statement: {
                                agreement?: {
                                    fields: string[];
                                    id: string;
                                    legalBases: string[];
                                    purposes: string[];
                                    recordedAt: string;
                                    validFrom: string;
                                    validTo: string;
                                    version: number;
                                    ways: string[];
                                };
                                answerKey: {
                                    createdAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    replacedAt?: string;
                                };
                                reference: string;
                                requestKey: {
                                    expiresAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    registeredAt: string;
                                    registeredBy?: string;
                                    revokedAt?: string;
                                    revokedBy?: string;
                                };
                                statedAt: string;
                                system: {
                                    id: string;
                                    name: string;
                                    organisation: string;
                                };
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
    "/api/me/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lock my account now; every session ends, this one too
         * @description Scope `self.account`.
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
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
         * @description Scope `self.read`. A service's access token: `looks.read`.
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
                                effectiveOn?: string;
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
    "/api/me/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom I let act for me, and for whom I may act or am asked to
         * @description Scope `self.account`.
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
                            given: {
                                acceptedAt?: string;
                                canAccept: boolean;
                                canConfirm: boolean;
                                canEnd: boolean;
                                confirmBy?: string;
                                endedAt?: string;
                                endedWhy?: string;
                                endedWhyText?: string;
                                from: string;
                                givenAt: string;
                                holderName: string;
                                id: string;
                                inForce: boolean;
                                kind: string;
                                lapsesOn?: string;
                                lawText: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                principal: string;
                                /** @enum {unknown} */
                                principalKind: "organisation" | "person";
                                principalName: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                state: string;
                                taxCode?: string;
                                to?: string;
                            }[];
                            held: {
                                acceptedAt?: string;
                                canAccept: boolean;
                                canConfirm: boolean;
                                canEnd: boolean;
                                confirmBy?: string;
                                endedAt?: string;
                                endedWhy?: string;
                                endedWhyText?: string;
                                from: string;
                                givenAt: string;
                                holderName: string;
                                id: string;
                                inForce: boolean;
                                kind: string;
                                lapsesOn?: string;
                                lawText: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                principal: string;
                                /** @enum {unknown} */
                                principalKind: "organisation" | "person";
                                principalName: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                state: string;
                                taxCode?: string;
                                to?: string;
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
         * Let a person act for me; the same answer whether or not somebody has that number, name and date of birth
         * @description Scope `self.account`.
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
                        /** Format: date */
                        from?: string;
                        holder: {
                            birthDate: string;
                            identifier: string;
                            name: string;
                        };
                        limits?: {
                            organisations?: string[];
                            words?: string;
                        };
                        scopes: string[];
                        /** Format: date */
                        to?: string;
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
    "/api/me/mandates/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept to act for a person or an organisation
         * @description Scope `self.account`.
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
            requestBody?: never;
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
    "/api/me/mandates/{principal}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw, refuse or give back a mandate; sessions that act under it end at once
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    principal: string;
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
    "/api/me/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organisations that I represent or act for, and those whose account I asked for
         * @description Scope `self.account`.
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
                            organisations: {
                                canManage: boolean;
                                id: string;
                                mandate: {
                                    acceptedAt?: string;
                                    canAccept: boolean;
                                    canConfirm: boolean;
                                    canEnd: boolean;
                                    confirmBy?: string;
                                    endedAt?: string;
                                    endedWhy?: string;
                                    endedWhyText?: string;
                                    from: string;
                                    givenAt: string;
                                    holderName: string;
                                    id: string;
                                    inForce: boolean;
                                    kind: string;
                                    lapsesOn?: string;
                                    lawText: string;
                                    limits?: {
                                        organisations?: {
                                            id: string;
                                            name: string;
                                        }[];
                                        words?: string;
                                    };
                                    principal: string;
                                    /** @enum {unknown} */
                                    principalKind: "organisation" | "person";
                                    principalName: string;
                                    scopes: {
                                        id: string;
                                        name: string;
                                    }[];
                                    state: string;
                                    taxCode?: string;
                                    to?: string;
                                };
                                name: string;
                                reason?: string;
                                representative: boolean;
                                state: string;
                                taxCode: string;
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
         * Ask for the account of an organisation whose legal representative I am; an officer confirms it
         * @description Scope `self.account`.
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
                        certificate: {
                            /** Format: date */
                            issuedOn: string;
                            number: string;
                        };
                        name: string;
                        province: string;
                        taxCode: string;
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
    "/api/me/organisations/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may act for an organisation that I manage
         * @description Scope `self.account`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            members: {
                                acceptedAt?: string;
                                canAccept: boolean;
                                canConfirm: boolean;
                                canEnd: boolean;
                                confirmBy?: string;
                                endedAt?: string;
                                endedWhy?: string;
                                endedWhyText?: string;
                                from: string;
                                givenAt: string;
                                holderName: string;
                                id: string;
                                inForce: boolean;
                                kind: string;
                                lapsesOn?: string;
                                lawText: string;
                                limits?: {
                                    organisations?: {
                                        id: string;
                                        name: string;
                                    }[];
                                    words?: string;
                                };
                                principal: string;
                                /** @enum {unknown} */
                                principalKind: "organisation" | "person";
                                principalName: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                state: string;
                                taxCode?: string;
                                to?: string;
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
         * Let a person act for an organisation that I manage
         * @description Scope `self.account`.
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
                        /** Format: date */
                        from?: string;
                        holder: {
                            birthDate: string;
                            identifier: string;
                            name: string;
                        };
                        limits?: {
                            organisations?: string[];
                            words?: string;
                        };
                        scopes: string[];
                        /** Format: date */
                        to?: string;
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
    "/api/me/organisations/{id}/members/{mandate}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * As the new legal representative keep what a former one gave
         * @description Scope `self.account`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    mandate: string;
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
    "/api/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the passkey that the device made (RegistrationResponseJSON)
         * @description Scope `self.account`.
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
                        label: string;
                        response: {
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
    "/api/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Options for making a passkey (WebAuthn, PublicKeyCredentialCreationOptionsJSON)
         * @description Scope `self.account`.
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
                            options: unknown;
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
    "/api/me/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attempts to get back into my account that are under way
         * @description Scope `self.account`.
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
                            recoveries: {
                                begunAt: string;
                                confirmed: number;
                                id: string;
                                readyAt?: string;
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
    "/api/me/recoveries/{recovery}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It was not me: end an attempt to get back into my account
         * @description Scope `self.account`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    recovery: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new sheet of recovery codes; the one before ends
         * @description Scope `self.account`.
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
                            codes: string[];
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
                                relationToHead?: string;
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
    "/api/me/security-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to my account, newest first
         * @description Scope `self.account`.
         */
        get: {
            parameters: {
                query: {
                    before?: string;
                    kind?: string;
                    limit: number;
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
                            events: {
                                at: string;
                                data: {
                                    [key: string]: unknown;
                                };
                                id: string;
                                kind: string;
                                line: string;
                                text: string;
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
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where I am signed in
         * @description Scope `self.account`.
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
                            sessions: {
                                acting?: unknown;
                                /** @enum {unknown} */
                                assurance: "low" | "substantial" | "high";
                                current: boolean;
                                device: string;
                                id: string;
                                madeAt: string;
                                network: string;
                                seenAt: string;
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
        /**
         * End every other session
         * @description Scope `self.account`.
         */
        delete: {
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
                            ended: number;
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
    "/api/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session
         * @description Scope `self.account`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * For a service with an access token: whether the sign-in behind it still lives, and how strong it is
         * @description Scope `session.read`. A service's access token: `session.read`.
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
                            acr?: string;
                            amr?: string[];
                            client: string;
                            provedAt?: string;
                            scopes: string[];
                            /** @description false: the token is of offline access and hangs on no sign-in */
                            signedIn: boolean;
                            /** @description The service's own name of the person, as in its ID token */
                            sub: string;
                            tokenExpiresAt: string;
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
    "/api/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Secret for an authenticator app (RFC 6238); it counts once its first code was given
         * @description Scope `self.account`.
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
                            id: string;
                            secret: string;
                            uri: string;
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
    "/api/me/totp/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The first code of the authenticator app
         * @description Scope `self.account`.
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
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/trusted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Name somebody who may help me back into my account
         * @description Scope `self.account`.
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
                        identifier: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/trusted-for": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks for my help to get back into an account
         * @description Scope `self.account`.
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
                            recoveries: {
                                begunAt: string;
                                confirmed: boolean;
                                name: string;
                                number: number;
                                readyAt?: string;
                                recovery: string;
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
    "/api/me/trusted-for/{recovery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm or refuse that somebody gets back into an account
         * @description Scope `self.account`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    recovery: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        decision: "confirm" | "refuse";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/trusted/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take somebody off my trusted persons
         * @description Scope `self.account`.
         */
        delete: {
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
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/me/wards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Children and wards for whose account I may consent
         * @description Scope `self.account`.
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
                            wards: {
                                account?: {
                                    state: string;
                                };
                                age: number;
                                birthDate: string;
                                consentNeeded: boolean;
                                name: string;
                                person: string;
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
    "/api/me/wards/{person}/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consent to the account of a child of mine, or withdraw
         * @description Scope `self.account`.
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
                        /** @enum {unknown} */
                        decision: "consent" | "withdraw";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
                                    effectiveOn?: string;
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
    "/api/officials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Officials and what they may do now, by number or name
         * @description Scope `officials.manage`.
         */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    text?: string;
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
                            next?: string;
                            officials: {
                                lastSeenAt?: string;
                                madeAt: string;
                                mine: boolean;
                                name: string;
                                official: string;
                                posts: {
                                    area?: string;
                                    hours?: {
                                        days: number[];
                                        from: string;
                                        to: string;
                                    };
                                    organisation?: string;
                                    placeName?: string;
                                    post: string;
                                    reviewDueAt: string;
                                    reviewedAt: string;
                                    role: string;
                                    roleName: string;
                                    state: string;
                                    validFrom: string;
                                    validTo?: string;
                                }[];
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
    "/api/officials/{official}/devices/lost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An official’s device is lost: every session ends and every key of theirs goes, at once
         * @description Scope `officials.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    official: string;
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
                            devices: number;
                            journal: string;
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
    "/api/officials/{official}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an official’s posts and account for good
         * @description Scope `officials.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    official: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
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
    "/api/officials/{official}/posts/{post}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a post at once, with every session that acts in it
         * @description Scope `officials.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    official: string;
                    post: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
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
    "/api/officials/{official}/posts/{post}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a post is still needed, or end it
         * @description Scope `officials.review`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    official: string;
                    post: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        keep: true;
                    } | {
                        /** @enum {boolean} */
                        keep: false;
                        why: string;
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
                            journal: string;
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
    "/api/officials/{official}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an official at once, until two wake them
         * @description Scope `officials.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    official: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            journal: string;
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
    "/api/officials/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names of colleagues by their staff numbers; for officials */
        get: {
            parameters: {
                query: {
                    ids: string;
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
                            names: {
                                [key: string]: string;
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
    "/api/officials/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Enrolments, devices and posts that wait for a second person
         * @description Scope `officials.manage`.
         */
        get: {
            parameters: {
                query: {
                    state: "open" | "decided";
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
                                aboutMe: boolean;
                                decidedAt?: string;
                                decidedBy?: string;
                                decidedNote?: string;
                                expiresAt: string;
                                kind: string;
                                mine: boolean;
                                name: string;
                                note?: string;
                                official: string;
                                post?: {
                                    area?: string;
                                    hours?: {
                                        days: number[];
                                        from: string;
                                        to: string;
                                    };
                                    organisation?: string;
                                    placeName?: string;
                                    role: string;
                                    roleName: string;
                                    validFrom?: string;
                                    validTo?: string;
                                };
                                proposal: string;
                                proposedAt: string;
                                proposedBy: string;
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
         * Propose an official, a further device, a post, or to wake an account that rests
         * @description Scope `officials.manage`.
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
                        /** @enum {string} */
                        kind: "official";
                        name: string;
                        note?: string;
                        official: string;
                        organisation?: string;
                        post: {
                            area?: string;
                            hours?: {
                                days: number[];
                                from: string;
                                to: string;
                            };
                            organisation?: string;
                            role: string;
                            /** Format: date */
                            validFrom?: string;
                            /** Format: date */
                            validTo?: string;
                        };
                    } | {
                        /** @enum {string} */
                        kind: "post";
                        note?: string;
                        official: string;
                        post: {
                            area?: string;
                            hours?: {
                                days: number[];
                                from: string;
                                to: string;
                            };
                            organisation?: string;
                            role: string;
                            /** Format: date */
                            validFrom?: string;
                            /** Format: date */
                            validTo?: string;
                        };
                    } | {
                        kind: "device" | "wake";
                        note?: string;
                        official: string;
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
                            expiresAt: string;
                            journal: string;
                            proposal: string;
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
    "/api/officials/proposals/{proposal}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm or refuse as the second person; a confirmed device gives a one-time enrolment code
         * @description Scope `officials.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    proposal: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        confirm: boolean;
                        /** @default  */
                        note: string;
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
                            code?: string;
                            codeExpiresAt?: string;
                            journal: string;
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
    "/api/officials/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The access review: posts and the date by which somebody must say that they are still needed
         * @description Scope `officials.review`.
         */
        get: {
            parameters: {
                query: {
                    due: "due" | "all";
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
                            posts: {
                                area?: string;
                                givenAt: string;
                                givenBy: string;
                                hours?: {
                                    days: number[];
                                    from: string;
                                    to: string;
                                };
                                lastSeenAt?: string;
                                mine: boolean;
                                name: string;
                                official: string;
                                organisation?: string;
                                placeName?: string;
                                post: string;
                                reviewDueAt: string;
                                reviewedAt: string;
                                reviewedBy?: string;
                                role: string;
                                roleName: string;
                                state: string;
                                validFrom: string;
                                validTo?: string;
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
    "/api/officials/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Roles that a post can be of, with the kind of area and the hours
         * @description Scope `officials.manage`.
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
                            roles: {
                                area: string;
                                hours?: string;
                                id: string;
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
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organisations of my area in a state, the longest waiting first; or the one with a tax code
         * @description Scope `mandates.register`.
         */
        get: {
            parameters: {
                query: {
                    state: "asked" | "active" | "suspended" | "closed" | "refused";
                    taxCode?: string;
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
                            organisations: {
                                id: string;
                                name: string;
                                openedAt: string;
                                province: string;
                                provinceName: string;
                                state: string;
                                taxCode: string;
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
         * Open an organisation’s account: its certificate and its legal representative are at the counter
         * @description Scope `mandates.register`.
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
                        certificate: {
                            /** Format: date */
                            issuedOn: string;
                            number: string;
                        };
                        identification: {
                            checks: ("card" | "face" | "finger")[];
                            /** @enum {unknown} */
                            document: "card" | "passport" | "identity-certificate";
                        };
                        name: string;
                        province: string;
                        /** Format: uuid */
                        representative: string;
                        taxCode: string;
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
    "/api/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An organisation, its legal representative and whoever acts for it
         * @description Scope `mandates.register`. Headers `dancu-purpose` and `dancu-legal-basis` are required.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            certificate: {
                                issuedOn: string;
                                number: string;
                            };
                            changes: string[];
                            id: string;
                            members: {
                                confirmBy?: string;
                                from: string;
                                id: string;
                                kind: string;
                                name: string;
                                scopes: {
                                    id: string;
                                    name: string;
                                }[];
                                state: string;
                                to?: string;
                            }[];
                            name: string;
                            openedAt: string;
                            province: string;
                            provinceName: string;
                            reason?: string;
                            representative: {
                                name: string;
                                person: string;
                            };
                            state: string;
                            taxCode: string;
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
    "/api/organisations/{id}/representative": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Another legal representative; what members were given goes on until the day in the answer unless it is confirmed
         * @description Scope `mandates.register`.
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
                        certificate: {
                            /** Format: date */
                            issuedOn: string;
                            number: string;
                        };
                        identification: {
                            checks: ("card" | "face" | "finger")[];
                            /** @enum {unknown} */
                            document: "card" | "passport" | "identity-certificate";
                        };
                        /** Format: uuid */
                        representative: string;
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
                            confirmBy: string;
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
    "/api/organisations/{id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm, refuse, suspend, resume or close an organisation’s account
         * @description Scope `mandates.register`.
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
                        /** @enum {unknown} */
                        change: "confirm" | "refuse" | "suspend" | "resume" | "close";
                        reason?: string;
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
                                represented?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                }[];
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
    "/api/people/{person}/acts/guardian-end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the guardianship of a ward
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
    "/api/people/{person}/acts/household": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join or leave a household, open one’s own, become its head
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
                        /** @enum {string} */
                        change: "join";
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        on: string;
                        /** @enum {unknown} */
                        relationToHead: "spouse" | "child" | "child-in-law" | "grandchild" | "parent" | "other";
                        with: string;
                    } | {
                        /** @enum {string} */
                        change: "leave";
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        on: string;
                    } | {
                        /** @enum {string} */
                        change: "split";
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        members: {
                            person: string;
                            /** @enum {unknown} */
                            relationToHead: "spouse" | "child" | "child-in-law" | "grandchild" | "parent" | "other";
                        }[];
                        on: string;
                    } | {
                        /** @enum {string} */
                        change: "head";
                        evidence: {
                            issuedOn?: string;
                            kind: "birth-certificate" | "court-decision" | "police-decision" | "medical-notice" | "marriage-certificate" | "death-certificate" | "application" | "paper-record" | "other";
                            note?: string;
                            number?: string;
                        }[];
                        legalBasis: string;
                        members: {
                            person: string;
                            /** @enum {unknown} */
                            relationToHead: "spouse" | "child" | "child-in-law" | "grandchild" | "parent" | "other";
                        }[];
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
                                represented?: {
                                    name: string;
                                    nationality?: string;
                                    /** Format: uuid */
                                    person?: string;
                                    since?: string;
                                }[];
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
                                relationToHead?: string;
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
    "/api/people/acts/guardian": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a guardian; of an adult by a court’s decision alone
         * @description Scope `people.act.correct`.
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
                        guardian: string;
                        legalBasis: string;
                        on: string;
                        until?: string;
                        ward: string;
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
                        act: "correct" | "move" | "death" | "missing" | "found" | "divorce" | "marry" | "guardian" | "guardian-end" | "household";
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
    "/api/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation's services; for an inspector those that wait and those in production */
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
                            offer?: {
                                languages: string[];
                                purposes: {
                                    fields: {
                                        id: string;
                                        name: string;
                                    }[];
                                    id: string;
                                    legalBases: {
                                        id: string;
                                        name: string;
                                    }[];
                                    sentence: string;
                                }[];
                            };
                            services: {
                                changedAt: string;
                                changeWaits: boolean;
                                client: string;
                                name: string;
                                organisation: string;
                                organisationName: string;
                                realm: string;
                                state: string;
                                submitted: boolean;
                                submittedAt?: string;
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
        /**
         * Registers a service: it can be tried out in the simulation at once
         * @description Scope `services.manage`.
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
                        actsFor: ("organisations" | "persons")[];
                        /** @enum {unknown} */
                        assurance: "low" | "substantial" | "high";
                        fields: {
                            /** @enum {unknown} */
                            field: "name" | "otherName" | "pin" | "birthDate" | "sex" | "birthPlace" | "birthRegistrationPlace" | "origin" | "ethnicity" | "religion" | "nationality" | "bloodGroup" | "cmnd" | "documents" | "father" | "mother" | "spouse" | "children" | "legalRepresentative" | "represented" | "permanentResidence" | "temporaryResidence" | "currentResidence" | "absence" | "residenceFile" | "maritalStatus" | "relationToHead" | "household" | "deathDate" | "missingDate" | "phone" | "email" | "other";
                            required: boolean;
                        }[];
                        legalBasis: string;
                        metadata: {
                            backchannel_client_notification_endpoint?: string;
                            backchannel_logout_uri?: string;
                            /** @enum {unknown} */
                            backchannel_token_delivery_mode?: "poll" | "ping";
                            grant_types: ("authorization_code" | "refresh_token" | "urn:openid:params:grant-type:ciba" | "urn:ietf:params:oauth:grant-type:device_code")[];
                            jwks?: {
                                keys: {
                                    [key: string]: unknown;
                                }[];
                            };
                            jwks_uri?: string;
                            post_logout_redirect_uris?: string[];
                            redirect_uris: string[];
                            tls_client_auth_san_dns?: string;
                            tls_client_auth_subject_dn?: string;
                            /** @enum {unknown} */
                            token_endpoint_auth_method: "private_key_jwt" | "self_signed_tls_client_auth" | "tls_client_auth" | "none" | "client_secret_basic";
                        };
                        name: {
                            [key: string]: string;
                        };
                        /** @enum {unknown} */
                        profile: "fapi2" | "plain";
                        purpose: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A service: what is in force, what waits, its check list and its versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
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
                            changedAt: string;
                            changeWaits: boolean;
                            checks: {
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence?: string;
                                item: string;
                                kind: string;
                                state: string;
                            }[];
                            client: string;
                            inForce: {
                                actsFor: ("organisations" | "persons")[];
                                /** @enum {unknown} */
                                assurance: "low" | "substantial" | "high";
                                fields: {
                                    field: string;
                                    name: string;
                                    required: boolean;
                                }[];
                                legalBasis: string;
                                legalBasisTitle: string;
                                metadata: {
                                    backchannel_client_notification_endpoint?: string;
                                    backchannel_logout_uri?: string;
                                    /** @enum {unknown} */
                                    backchannel_token_delivery_mode?: "poll" | "ping";
                                    grant_types: ("authorization_code" | "refresh_token" | "urn:openid:params:grant-type:ciba" | "urn:ietf:params:oauth:grant-type:device_code")[];
                                    jwks?: {
                                        keys: {
                                            [key: string]: unknown;
                                        }[];
                                    };
                                    jwks_uri?: string;
                                    post_logout_redirect_uris?: string[];
                                    redirect_uris: string[];
                                    tls_client_auth_san_dns?: string;
                                    tls_client_auth_subject_dn?: string;
                                    /** @enum {unknown} */
                                    token_endpoint_auth_method: "private_key_jwt" | "self_signed_tls_client_auth" | "tls_client_auth" | "none" | "client_secret_basic";
                                };
                                name: {
                                    [key: string]: string;
                                };
                                /** @enum {unknown} */
                                profile: "fapi2" | "plain";
                                purpose: string;
                                purposeSentence: string;
                            };
                            issuer: string;
                            keys: {
                                algorithm: string;
                                kid: string;
                            }[];
                            name: string;
                            newestVersion: number;
                            organisation: string;
                            organisationName: string;
                            proposed?: {
                                actsFor: ("organisations" | "persons")[];
                                /** @enum {unknown} */
                                assurance: "low" | "substantial" | "high";
                                fields: {
                                    field: string;
                                    name: string;
                                    required: boolean;
                                }[];
                                legalBasis: string;
                                legalBasisTitle: string;
                                metadata: {
                                    backchannel_client_notification_endpoint?: string;
                                    backchannel_logout_uri?: string;
                                    /** @enum {unknown} */
                                    backchannel_token_delivery_mode?: "poll" | "ping";
                                    grant_types: ("authorization_code" | "refresh_token" | "urn:openid:params:grant-type:ciba" | "urn:ietf:params:oauth:grant-type:device_code")[];
                                    jwks?: {
                                        keys: {
                                            [key: string]: unknown;
                                        }[];
                                    };
                                    jwks_uri?: string;
                                    post_logout_redirect_uris?: string[];
                                    redirect_uris: string[];
                                    tls_client_auth_san_dns?: string;
                                    tls_client_auth_subject_dn?: string;
                                    /** @enum {unknown} */
                                    token_endpoint_auth_method: "private_key_jwt" | "self_signed_tls_client_auth" | "tls_client_auth" | "none" | "client_secret_basic";
                                };
                                name: {
                                    [key: string]: string;
                                };
                                /** @enum {unknown} */
                                profile: "fapi2" | "plain";
                                purpose: string;
                                purposeSentence: string;
                                version: number;
                            };
                            realm: string;
                            refusal?: string;
                            state: string;
                            submitted: boolean;
                            submittedAt?: string;
                            version: number;
                            versions: {
                                changed: string[];
                                changedAt: string;
                                changedBy: string;
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
        /**
         * Writes the next version; in production the one before serves on until an inspector has signed
         * @description Scope `services.manage`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        service: {
                            actsFor: ("organisations" | "persons")[];
                            /** @enum {unknown} */
                            assurance: "low" | "substantial" | "high";
                            fields: {
                                /** @enum {unknown} */
                                field: "name" | "otherName" | "pin" | "birthDate" | "sex" | "birthPlace" | "birthRegistrationPlace" | "origin" | "ethnicity" | "religion" | "nationality" | "bloodGroup" | "cmnd" | "documents" | "father" | "mother" | "spouse" | "children" | "legalRepresentative" | "represented" | "permanentResidence" | "temporaryResidence" | "currentResidence" | "absence" | "residenceFile" | "maritalStatus" | "relationToHead" | "household" | "deathDate" | "missingDate" | "phone" | "email" | "other";
                                required: boolean;
                            }[];
                            legalBasis: string;
                            metadata: {
                                backchannel_client_notification_endpoint?: string;
                                backchannel_logout_uri?: string;
                                /** @enum {unknown} */
                                backchannel_token_delivery_mode?: "poll" | "ping";
                                grant_types: ("authorization_code" | "refresh_token" | "urn:openid:params:grant-type:ciba" | "urn:ietf:params:oauth:grant-type:device_code")[];
                                jwks?: {
                                    keys: {
                                        [key: string]: unknown;
                                    }[];
                                };
                                jwks_uri?: string;
                                post_logout_redirect_uris?: string[];
                                redirect_uris: string[];
                                tls_client_auth_san_dns?: string;
                                tls_client_auth_subject_dn?: string;
                                /** @enum {unknown} */
                                token_endpoint_auth_method: "private_key_jwt" | "self_signed_tls_client_auth" | "tls_client_auth" | "none" | "client_secret_basic";
                            };
                            name: {
                                [key: string]: string;
                            };
                            /** @enum {unknown} */
                            profile: "fapi2" | "plain";
                            purpose: string;
                        };
                        /** @description The newest that the author saw */
                        version: number;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/services/{client}/apis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a service holds of APIs, and asks for
         * @description Scope `services.manage`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
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
                            access: {
                                api: string;
                                apiName: string;
                                asked?: string[];
                                askedAt: string;
                                client: string;
                                decidedAt?: string;
                                /** @description The API's names of its scopes */
                                names: {
                                    [key: string]: string;
                                };
                                note?: string;
                                /** @description The service's organisation */
                                organisationName: string;
                                realm: string;
                                scopes: string[];
                                service: string;
                                why: string;
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
         * Asks an API's owner for scopes, for a service of one's own
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        api: string;
                        scopes: string[];
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/services/{client}/apis/{api}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Gives back what a service holds of an API
         * @description Scope `services.manage`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    api: string;
                    client: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/services/{client}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The inspector signs: the version that waits is in force for real persons
         * @description Scope `services.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers an item of the check list with evidence
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evidence: string;
                        item: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/services/{client}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The check list, and what of it is still missing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
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
                            checks: {
                                answeredAt?: string;
                                answeredBy?: string;
                                evidence?: string;
                                item: string;
                                kind: string;
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
    "/api/services/{client}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a service for good; its own organisation does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-ins and refusals by day */
        get: {
            parameters: {
                query: {
                    days: number;
                };
                header?: never;
                path: {
                    client: string;
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
                            days: {
                                day: string;
                                refusals: number;
                                signIns: number;
                            }[];
                            refusals: number;
                            signIns: number;
                            signOuts: number;
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
    "/api/services/{client}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a key, takes one away, or both; at once
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description RFC 7517, public */
                        add?: {
                            [key: string]: unknown;
                        };
                        remove?: string;
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
                            client: string;
                            keys: {
                                algorithm: string;
                                kid: string;
                            }[];
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
    "/api/services/{client}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The inspector sends it back and says why
         * @description Scope `services.inspect`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        why: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a suspended service go on; an inspector does */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts the service, or its change, before an inspector
         * @description Scope `services.manage`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
    "/api/services/{client}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a service at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    client: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why: string;
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
                            client: string;
                            /** @description Told this once; of a simulation service only */
                            secret?: string;
                            state: string;
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
                                /** @description As whom: an organisation, a represented person, a post; absent: as oneself */
                                acting?: {
                                    kind: string;
                                    name?: string;
                                    scopes?: string[];
                                };
                                area?: string;
                                areaName?: string;
                                /** @description low, substantial or high */
                                assurance?: string;
                                /** @description May choose to act as somebody else */
                                canAct: boolean;
                                id: string;
                                kind: string;
                                name: string;
                                organisation?: string;
                                organisationName?: string;
                                person?: string;
                                provedAt?: string;
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
    "/data/v1/persons/{uin}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads the named attributes that an agreement gives, each as one value */
        get: {
            parameters: {
                query: {
                    /** @description Names of attributes, each as its own parameter */
                    attributeNames: string | string[];
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId?: string;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    uin: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A value by name, or an Error {code, message} in its place */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
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
    "/data/v1/persons/{uin}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An extract of the register about a birth, marriage or death, as PDF in a multipart answer */
        get: {
            parameters: {
                query: {
                    /** @description birth, marriage, death */
                    doctype: string;
                    /** @description pdf */
                    format: string;
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description Number of a second person: a parent, for a birth; the spouse, for a marriage */
                    secondaryUin?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId?: string;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    uin: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description multipart/mixed with one part, application/pdf */
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
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/data/v1/persons/{uin}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which of these attributes do not match? An empty list says that all do */
        post: {
            parameters: {
                query?: {
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId?: string;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    uin: string;
                };
                cookie?: never;
            };
            /** @description Values by field; see /api/country/lists for the fields */
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
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
                            attributeName: string;
                            /** @description 0 the register holds nothing, 1 it holds something else */
                            errorCode: number;
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
    "/data/v1/persons/{uin}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Are all of these expressions true? A date known in part is before another only if every day it may mean is */
        post: {
            parameters: {
                query?: {
                    /** @description uin (any kind, the default), pin, cmnd, passport, foreigner-number, identity-certificate */
                    identifierType?: string;
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId?: string;
                };
                header?: never;
                path: {
                    /** @description A number that names a person: [A-Z0-9]{6,14} */
                    uin: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributeName: string;
                        /** @enum {unknown} */
                        operator: "<" | ">" | "=" | ">=" | "<=";
                        value: unknown;
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
                        "application/json": boolean;
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
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisation’s batches, newest first */
        get: {
            parameters: {
                query: {
                    before?: string;
                    limit: number;
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
                            batches: {
                                bytes: number;
                                columns: {
                                    [key: string]: string;
                                };
                                endedAt?: string;
                                failure?: {
                                    code: string;
                                    detail: string;
                                    sentence: string;
                                };
                                fields: string[];
                                files: boolean;
                                filesUntil: string;
                                findings?: {
                                    subscribersPerIdentity: number;
                                };
                                format: string;
                                id: string;
                                legalBasis: string;
                                legalBasisText: string;
                                madeAt: string;
                                /** @description 0 to 1 */
                                part?: number;
                                purpose: string;
                                purposeText: string;
                                /** @description Rows a second */
                                rate?: number;
                                /** @description Bytes of the file that have come */
                                received: number;
                                /** @description State of the register that every row is answered from */
                                registerAt?: string;
                                /** @description Rows answered so far */
                                rows: number;
                                secondsLeft?: number;
                                /** @description Of the file, as the start named it */
                                sha256?: string;
                                /** @description production, simulation */
                                stage: string;
                                startedAt?: string;
                                /** @description draft, uploading, waiting, running, done, cancelled, failed */
                                state: string;
                                /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                                upload?: string;
                                verdicts?: {
                                    [key: string]: number;
                                };
                            }[];
                            next?: string;
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
        /** Make a batch: what a file of many rows asks, and where to send it */
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
                        /** @description Length of the file */
                        bytes: number;
                        /** @description What stands for what, where the header does not tell: role -> column; empty: none */
                        columns?: {
                            birthDate?: string;
                            cmnd?: string;
                            name?: string;
                            number?: string;
                            reference?: string;
                            sex?: string;
                        };
                        /** @description Compared beside the number: name, birthDate, sex, cmnd */
                        fields: string[];
                        /** @description Also list what is to be locked; more rows than this on one identity are too many */
                        findings?: {
                            subscribersPerIdentity: number;
                        };
                        format: "csv" | "jsonl" | "parquet";
                        /** @description Answered about synthetic persons; what a system in simulation sends always is */
                        simulation?: boolean;
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
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a batch has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
    "/v1/batches/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a batch for good and remove its files */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subscriptions to be locked, where findings were asked for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                        "application/json": unknown;
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
    "/v1/batches/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signature of the result: a JWS over its digest and what it is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            manifest: string;
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
    "/v1/batches/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a batch came to: rows by verdict and by what was said of each field */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                                field: string;
                                rows: number;
                                said: string;
                            }[];
                            findings: {
                                finding: string;
                                /** @description First day on which what was found may be locked */
                                lockFrom?: string;
                                /** @description Persons who object */
                                objections: number;
                                persons: number;
                                /** @description Objections that were found right */
                                upheld: number;
                            }[];
                            journal: string[];
                            looks: number;
                            rows: number;
                            secondPass: number;
                            verdicts: {
                                [key: string]: number;
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
    "/v1/batches/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result, a row for each row of the file; ranges may be asked for */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                        "application/json": unknown;
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
    "/v1/batches/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a batch whose file is there; the digest binds the file to this request’s signature */
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
                        /** @description What stands for what, where the header does not tell: role -> column; empty: none */
                        columns?: {
                            birthDate?: string;
                            cmnd?: string;
                            name?: string;
                            number?: string;
                            reference?: string;
                            sex?: string;
                        };
                        /** @description Of the whole file */
                        sha256: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            bytes: number;
                            columns: {
                                [key: string]: string;
                            };
                            endedAt?: string;
                            failure?: {
                                code: string;
                                detail: string;
                                sentence: string;
                            };
                            fields: string[];
                            files: boolean;
                            filesUntil: string;
                            findings?: {
                                subscribersPerIdentity: number;
                            };
                            format: string;
                            id: string;
                            legalBasis: string;
                            legalBasisText: string;
                            madeAt: string;
                            /** @description 0 to 1 */
                            part?: number;
                            purpose: string;
                            purposeText: string;
                            /** @description Rows a second */
                            rate?: number;
                            /** @description Bytes of the file that have come */
                            received: number;
                            /** @description State of the register that every row is answered from */
                            registerAt?: string;
                            /** @description Rows answered so far */
                            rows: number;
                            secondsLeft?: number;
                            /** @description Of the file, as the start named it */
                            sha256?: string;
                            /** @description production, simulation */
                            stage: string;
                            startedAt?: string;
                            /** @description draft, uploading, waiting, running, done, cancelled, failed */
                            state: string;
                            /** @description Where the file is sent, resumable (tus 1.0). Whoever knows it may send */
                            upload?: string;
                            verdicts?: {
                                [key: string]: number;
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conformance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A system in simulation begins a conformance run of its own; signed as a question is */
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
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            endsAt: string;
                            run: string;
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
    "/v1/conformance/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Steps of a run: what to ask, what came of it, what to mend */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    run: string;
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
                            begunAt: string;
                            endsAt: string;
                            failedAt?: string;
                            /** @description To be sent and signed with each question of a step */
                            header: string;
                            passedAt?: string;
                            run: string;
                            /** @description open, passed, failed (begin a new one), over (its time is up) */
                            state: string;
                            steps: {
                                asks: {
                                    biographicData: {
                                        [key: string]: string;
                                    };
                                    expect: string;
                                    identifier: string;
                                    legalBasis: string;
                                    purpose: string;
                                }[];
                                at?: string;
                                /** @description seen by the platform, or told by the system */
                                by: string;
                                /** @description Failed for good: begin a new run */
                                final: boolean;
                                mend?: string;
                                /** @description open, passed, failed */
                                state: string;
                                step: string;
                                task: string;
                                title: string;
                            }[];
                            system: string;
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
    "/v1/conformance/{run}/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The system’s word on what only it can know: did it believe the answer? The first word counts */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    run: string;
                    step: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether the system took the answer for true */
                        believed: boolean;
                        note?: string;
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
                            begunAt: string;
                            endsAt: string;
                            failedAt?: string;
                            /** @description To be sent and signed with each question of a step */
                            header: string;
                            passedAt?: string;
                            run: string;
                            /** @description open, passed, failed (begin a new one), over (its time is up) */
                            state: string;
                            steps: {
                                asks: {
                                    biographicData: {
                                        [key: string]: string;
                                    };
                                    expect: string;
                                    identifier: string;
                                    legalBasis: string;
                                    purpose: string;
                                }[];
                                at?: string;
                                /** @description seen by the platform, or told by the system */
                                by: string;
                                /** @description Failed for good: begin a new run */
                                final: boolean;
                                mend?: string;
                                /** @description open, passed, failed */
                                state: string;
                                step: string;
                                task: string;
                                title: string;
                            }[];
                            system: string;
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
    "/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A consent that was given to my organisation, with its receipt; the request is signed like a question */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
                            fields: string[];
                            givenAt: string;
                            id: string;
                            legalBasis: string;
                            /** @description Pseudonym of the person for the organisation */
                            person: string;
                            purpose: string;
                            /** @description Compact JWS; its payload has the shape of ISO/IEC TS 27560 */
                            receipt: string;
                            state: "active" | "withdrawn" | "expired";
                            /** @description The last day */
                            until: string;
                            withdrawnAt?: string;
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
    "/v1/credit-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check an applicant for credit: identity, documents, and where else the same data applied; no score */
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
                        address?: string;
                        /** @description Your own name for the application; sent twice it is one application */
                        applicationId: string;
                        biographicData: {
                            birthDate: string;
                            cmnd?: string;
                            documents?: string | {
                                kind?: string;
                                number: string;
                            };
                            name: string;
                            sex?: string;
                        };
                        contactData?: {
                            email?: string;
                            phone?: string;
                        };
                        /** @description A number that names the applicant */
                        identifier: string;
                        /**
                         * @description What is applied for; the person reads it
                         * @enum {unknown}
                         */
                        product: "consumer-loan" | "credit-card" | "overdraft" | "mortgage" | "vehicle-loan" | "business-loan" | "other";
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
                            documents: {
                                /** @description cmnd, documents: the number that was given; card: the chip card */
                                document: string;
                                /** @enum {unknown} */
                                state: "in-date" | "expired" | "void" | "cancelled" | "not-held";
                            }[];
                            fields: {
                                field: string;
                                /** @enum {unknown} */
                                verdict: "yes" | "no" | "close" | "not-held";
                                why?: string;
                            }[];
                            /**
                             * Format: uuid
                             * @description Of the application, to close it; absent where none was taken
                             */
                            id?: string;
                            identifier: {
                                kind: string;
                                /** @enum {unknown} */
                                status: "active" | "void" | "cancelled" | "replaced";
                            };
                            journal: string;
                            /** @enum {unknown} */
                            life: "alive" | "dead" | "missing";
                            /** @description Pseudonym of the person for the organisation that asks */
                            person: string;
                            /** @enum {unknown} */
                            result: "yes" | "no" | "close" | "not-held" | "number-cancelled" | "blocked-by-person";
                            reuse?: {
                                applications: {
                                    /**
                                     * @description A band, never who or which organisation
                                     * @enum {unknown}
                                     */
                                    others: "0" | "1" | "2-3" | "4+";
                                    /** @enum {string} */
                                    rule: "same-identity-other-organisation";
                                    /** Format: date */
                                    since: string;
                                };
                                values: {
                                    field: string;
                                    /**
                                     * @description A band, never who or which organisation
                                     * @enum {unknown}
                                     */
                                    others: "0" | "1" | "2-3" | "4+";
                                    /** @enum {string} */
                                    rule: "same-value-other-identity";
                                    /** Format: date */
                                    since: string;
                                }[];
                            };
                            /**
                             * @description Why nothing is said of other applications
                             * @enum {unknown}
                             */
                            withheld?: "identity-not-matched" | "number-cancelled" | "blocked-by-person";
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
    "/v1/credit-checks/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The application is over; how it ended is not asked */
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
                    "application/json": Record<string, never>;
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
                            closedAt: string;
                            id: string;
                            /** @enum {string} */
                            state: "closed";
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
    "/v1/evidence/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evidence of a question of mine and its answer; the request is signed like a question */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The line in the journal, as the answer named it */
                    reference: string;
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
                            answer: {
                                headers: {
                                    [key: string]: string;
                                };
                                status: number;
                            };
                            /** @enum {string} */
                            format: "dancu-evidence/1";
                            log: {
                                checkpoint: string;
                                line: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                statement: {
                                    line: string;
                                    number: number;
                                    path: string[];
                                    salt: string;
                                };
                                verifierKey: string;
                            };
                            reference: string;
                            request: {
                                headers: {
                                    [key: string]: string;
                                };
                                method: string;
                                targetUri: string;
                            };
                            statement: {
                                agreement?: {
                                    fields: string[];
                                    id: string;
                                    legalBases: string[];
                                    purposes: string[];
                                    recordedAt: string;
                                    validFrom: string;
                                    validTo: string;
                                    version: number;
                                    ways: string[];
                                };
                                answerKey: {
                                    createdAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    replacedAt?: string;
                                };
                                reference: string;
                                requestKey: {
                                    expiresAt: string;
                                    jwk: {
                                        crv: string;
                                        kty: string;
                                        x: string;
                                        y?: string;
                                    };
                                    registeredAt: string;
                                    registeredBy?: string;
                                    revokedAt?: string;
                                    revokedBy?: string;
                                };
                                statedAt: string;
                                system: {
                                    id: string;
                                    name: string;
                                    organisation: string;
                                };
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
    "/v1/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds persons by name and birth date, where an agreement gives a list of candidates */
        post: {
            parameters: {
                query: {
                    /** @description The asker's own name for this question; stands in the journal */
                    transactionId: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        attributeSet: {
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
                        outputAttributeSetName: string;
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
