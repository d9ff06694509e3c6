// Written by `npm run generate` from api/openapi.yaml; do not edit.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 控制台 / The console */
        get: operations["getStartPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 离线接口文档 / Offline API page */
        get: operations["getDocsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/static/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 页面所用的文件 / Files of the pages */
        get: operations["getStaticFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 公众门户 / The public portal */
        get: operations["getPortalPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 控制台与门户的文件，名称含内容摘要，可长期缓存 / Files of the console and the portal; names carry a hash and may be kept */
        get: operations["getWebAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口契约 (JSON) / The contract as JSON */
        get: operations["getContractJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口契约 (YAML) / The contract as YAML */
        get: operations["getContractYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errors.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 错误码表 / All error codes */
        get: operations["listErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 进程存活 / The process is alive */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可以接受业务 / Ready to take work */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运行指标 / Metrics in Prometheus text format */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 实施方案列表 / Operation plans */
        get: operations["listPlans"];
        put?: never;
        /** 编制实施方案 / Draft an operation plan */
        post: operations["draftPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 实施方案 / One plan */
        get: operations["getPlan"];
        /** 修改方案；已批准的方案修改后须按原程序重新报批 / Revise; an approved plan goes the whole way again */
        put: operations["revisePlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交方案审议 / Submit for deliberation */
        post: operations["submitPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 依据本级政府决定批准方案 / Approve under the government's decision */
        post: operations["approvePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{id}/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录方案备案 / Record a filing */
        post: operations["recordPlanFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运营主体列表 / Operators */
        get: operations["listOperators"];
        put?: never;
        /** 运营主体准入 / Admit an operator */
        post: operations["admitOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运营主体 / One operator */
        get: operations["getOperator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运营协议列表 / Agreements */
        get: operations["listAgreements"];
        put?: never;
        /** 起草运营协议 / Draft an operation agreement */
        post: operations["draftAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 运营协议 / One agreement */
        get: operations["getAgreement"];
        /** 修改协议草案 / Revise the draft */
        put: operations["reviseAgreement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 经集体决策审议通过 / The agency's collective decision */
        post: operations["decideAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签署协议 / Sign */
        post: operations["signAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录协议备案 / Record a filing */
        post: operations["recordAgreementFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 运营主体申请续期；何时可以申请由规则包规定 / The operator asks for renewal; the pack says when */
        post: operations["applyForRenewal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/amendment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提出协议变更；生效前仍按原文 / Propose an amendment; the old text holds until it is in force */
        post: operations["proposeAmendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/amendment/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 变更经集体决策 / The collective decision on the amendment */
        post: operations["decideAmendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/amendment/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签署变更 / Sign the amendment */
        post: operations["signAmendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 目录 / The catalog */
        get: operations["listCatalogEntries"];
        put?: never;
        /** 编制目录条目 / Draft a catalog entry */
        post: operations["draftCatalogEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 目录条目 / One catalog entry */
        get: operations["getCatalogEntry"];
        /** 修订目录条目 / Revise a catalog entry */
        put: operations["reviseCatalogEntry"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/entries/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交目录条目审核 / Submit a catalog entry for review */
        post: operations["submitCatalogEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/entries/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核目录条目 / Give an opinion on a catalog entry */
        post: operations["reviewCatalogEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用单位 / Application developers */
        get: operations["listDevelopers"];
        put?: never;
        /** 选择应用单位 / Select an application developer */
        post: operations["selectDeveloper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用单位 / One developer */
        get: operations["getDeveloper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developers/{id}/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 逐项评估 / Assess by dimension */
        post: operations["assessDeveloper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/developers/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核意见 / Give an opinion */
        post: operations["reviewDeveloper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用协议 / Application agreements */
        get: operations["listApplicationAgreements"];
        put?: never;
        /** 编写应用协议 / Draft an application agreement */
        post: operations["draftApplicationAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用协议 / One agreement */
        get: operations["getApplicationAgreement"];
        /** 修改应用协议 / Revise */
        put: operations["reviseApplicationAgreement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-agreements/{id}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签署 / Sign */
        post: operations["signApplicationAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-agreements/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 终止应用协议 / End */
        post: operations["endApplicationAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用密钥 / Application keys */
        get: operations["listApplicationKeys"];
        put?: never;
        /** 签发应用密钥，只显示一次 / Issue an application key */
        post: operations["issueApplicationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/application-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 吊销应用密钥 / Revoke */
        post: operations["revokeApplicationKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订阅 / Subscriptions */
        get: operations["listSubscriptions"];
        put?: never;
        /** 订阅产品 / Subscribe to a product */
        post: operations["subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 订阅 / One subscription */
        get: operations["getSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 终止订阅 / End a subscription */
        post: operations["endSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/guard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除枚举防护的限制 / Lift what the enumeration guard holds */
        post: operations["clearGuard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscriptions/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 使用与费用清单 / Usage statement */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 授权同意 / Consents */
        get: operations["listConsents"];
        put?: never;
        /** 记录授权同意 / Record a consent */
        post: operations["recordConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 授权同意 / One consent */
        get: operations["getConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/consents/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回同意 / Withdraw */
        post: operations["withdrawConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 调用产品（应用签名）/ Call a product (signed) */
        post: operations["callProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载数据包 / Download a data package */
        get: operations["downloadPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 使用记录：监管方看全部，运营单位看其产品的，应用单位看其订阅的 / Usage records; overseers see all, an operator those of its products, a developer those of its subscriptions */
        get: operations["listUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 材料列表 / Documents */
        get: operations["listDocuments"];
        put?: never;
        /** 存证材料 / Deposit a document */
        post: operations["depositDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 材料信息 / One document */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 材料原文 / The document's content */
        get: operations["getDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 平台外决定列表 / Decisions taken outside */
        get: operations["listOutsideDecisions"];
        put?: never;
        /** 录入平台外作出的决定 / Enter a decision taken outside */
        post: operations["enterOutsideDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside-decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 平台外决定 / One decision */
        get: operations["getOutsideDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside-decisions/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 由另一人核对确认 / Confirm by another person */
        post: operations["confirmOutsideDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outside-decisions/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核对不符，退回 / Reject an entry that does not match its document */
        post: operations["rejectOutsideDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 例外列表 / Exceptions */
        get: operations["listExceptions"];
        put?: never;
        /** 申请例外 / Ask for an exception to a principle */
        post: operations["requestException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-exceptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 例外 / One exception */
        get: operations["getException"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rule-exceptions/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准或不批准例外 / Decide on an exception */
        post: operations["decideException"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 与相邻平台交换签名报文（对方调用） / Exchange signed messages; called by the platform next door */
        post: operations["exchangeMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 收下一个批次分片（对方调用） / Take a chunk of a batch; called by the platform next door
         * @description 第一行为 chunk 报文（JSON，以换行结束），其后为分片原始字节；同一分片可重复送达，最后一片到齐后平台核验整批。
         *     A line with a message of kind chunk (JSON, ended), then the bytes of the chunk; may be sent again. With the last one the platform checks the whole batch.
         */
        post: operations["exchangeChunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 对端列表 / Peers */
        get: operations["listPeers"];
        put?: never;
        /** 登记相邻平台的公钥，由另一人确认 / Register a platform next door by its key; another person confirms it */
        post: operations["registerPeer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 对端 / One peer */
        get: operations["getPeer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 由主管部门另一人确认对端 / Another person of the authority confirms the peer */
        post: operations["confirmPeer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 本人同意由该平台代为办理 / A person named agrees that the peer sends acts of theirs */
        post: operations["joinPeer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 本人撤回同意 / The person withdraws the agreement */
        post: operations["leavePeer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用对端 / Close a peer; its key is not accepted any more */
        post: operations["closePeer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/peers/{id}/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导出待送报文（JSON Lines 文件） / What waits for the peer, as a file of JSON Lines */
        get: operations["exportExchange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 收发报文 / Messages received and sent */
        get: operations["listExchangeMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退出列表 / Exits */
        get: operations["listExits"];
        put?: never;
        /** 启动退出，范围内一切操作即时停止 / Start an exit; from now on everything in its scope refuses */
        post: operations["startExit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退出 / One exit */
        get: operations["getExit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exits/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 完成退出：收回、列明、销毁密钥、删除、出具证明；中断后可继续 / Complete an exit; it goes on where it was interrupted */
        post: operations["completeExit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exits/{id}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退出证明 / The certificate */
        get: operations["getExitCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exit-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退出通知 / Notices of exits */
        get: operations["listExitNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exit-notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 退出通知 / One notice */
        get: operations["getExitNotice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可办的事项、步骤和依据 / Procedures of the pack, their acts and the rules behind them */
        get: operations["listProcedures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项列表 / Matters */
        get: operations["listMatters"];
        put?: never;
        /** 发起事项 / Open a matter with the procedure's opening act */
        post: operations["openMatter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项 / One matter, with the procedure it runs */
        get: operations["getMatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 办理一步 / Take an act */
        post: operations["actOnMatter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 出具审核意见 / Give an opinion in the review under way */
        post: operations["reviewMatter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 平台代拟的各部分 / The sections that the node can draft from its records */
        get: operations["draftMatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 谁可以做什么 / Who can do what next */
        get: operations["getStart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 在本人可见的全部记录中按名称、账号、编号查找 / Search all records that one may see, by title, name, account, number or id
         * @description 不写 kind：每类至多 5 条，合计至多 50 条，next 表示该类还有；写明 kind：逐页查该类。中文按子串，英文不分大小写，编号按开头。
         *     Without kind at most 5 rows a kind and 50 in all, with `next` where a kind has more; with kind page by page. Substrings, letters
         *     of either case; ids from their beginning.
         */
        get: operations["searchRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 节点自检：每项结论和建议，仅限管理员和主管部门 / What could keep the node from running well, with advice; for its administrators and the competent authority */
        get: operations["getDoctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 备份，最近的在前，仅限管理员和主管部门 / Backups, newest first; for the node's administrators and the competent authority */
        get: operations["listBackups"];
        put?: never;
        /** 备份运行中的节点，仅限系统管理员；在后台进行，同时只有一份 / Back up the running node, by its system administrator; it goes on in the background, one at a time */
        post: operations["makeBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份备份 / One backup */
        get: operations["getBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 规则包的每一条如何落实 / Every rule of the pack, how it is enforced, and how often */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 用提交的规则包重判已有记录，只读，在后台进行，同时只有一次 / Judge recorded history under a pack that is handed in; it reads only, in the background, one at a time
         * @description 规则包有误时返回 input.bad_format，at 指明文件与行号，problems 逐条列出位置和改法。
         *     A pack with faults is refused with input.bad_format; `at` names file and line, `problems` lists each place with its remedy.
         */
        post: operations["replayRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/replays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 本单位发起的一次重判；节点停止前保留最近几次 / A replay that one's organisation began; the node keeps the latest until it stops */
        get: operations["getReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/chains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 提交前可知的审核链：谁审、次序、期限、关口和依据 / The review chains before anybody submits, who reviews, in which order, by when, behind which gates, and under which articles */
        get: operations["listReviewChains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/clashes/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录本级与上级规则冲突的决定 / Record how a clash between the local pack and the overlay is settled */
        post: operations["settleClash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/continue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 规则包到期后继续办理的依据 / Record the authority to go on after a pack has expired */
        post: operations["continueAfterExpiry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 最新检查点 / The latest checkpoint, a signed note */
        get: operations["getCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账本条目：监管方看全部，其他单位看本单位办理的和可查看记录的 / Ledger entries; overseers see all, others their own acts and those on records that they may read */
        get: operations["listLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/entries/{seq}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 条目的包含证明 / Inclusion proof of an entry */
        get: operations["getInclusionProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 两个检查点之间的一致性证明 / Consistency proof between two sizes */
        get: operations["getConsistencyProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 移动演示时钟，仅限演示与故事测试 / Move the clock; demonstrations and stories only */
        post: operations["moveClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 尽职证明材料 / The due-diligence dossier of a decision
         * @description 决定之前所见、适用规则、意见、证据、期限、后续经过，以及逐条账本证明 / What could be seen before the decision, the rules, opinions, evidence, clocks, what followed, with a ledger proof for each entry.
         */
        get: operations["getDossier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/durations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各环节实际用时 / How long each step really takes */
        get: operations["listStepDurations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 单位列表 / List organisations */
        get: operations["listOrganisations"];
        put?: never;
        /** 登记单位 / Register an organisation */
        post: operations["registerOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 单位详情 / One organisation */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 调整单位角色 / Change the roles of an organisation */
        put: operations["changeOrganisationRoles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 人员列表 / List people */
        get: operations["listPeople"];
        put?: never;
        /** 登记人员并发放一次性登录凭据 / Register a person; answers a one-time password */
        post: operations["registerPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 人员详情 / One person */
        get: operations["getPerson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用人员账号 / Disable a person's account */
        post: operations["disablePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置口令，发放一次性口令，其会话随即失效 / Reset a person's password; answers a one-time password, every session ends */
        post: operations["resetPersonPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 公开的授权、场景、产品和使用情况 / Grants, scenarios, products and use, for everybody
         * @description 生效或已终止的协议、已通过的场景、已上架的产品。使用情况经本平台的披露控制：开发者不足三家或一家占比过高的数字不予公布 / Agreements that took force, approved scenarios, listed products. Figures of use pass disclosure control: fewer than three developers, or one that dominates, is withheld.
         */
        get: operations["getDisclosure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 账本条目的公开部分 / Ledger entries as the public sees them
         * @description 时间、事件、依据和叶子哈希，不含办理人、单位、对象和内容 / Time, event, rules and leaf hash; without actor, organisation, record and content.
         */
        get: operations["listPublicEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作日历，含调休 / The working-day calendar with days made up */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 产品清单 / Products */
        get: operations["listProducts"];
        put?: never;
        /** 编写产品候选 / Draft a product candidate */
        post: operations["draftProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 产品 / One product */
        get: operations["getProduct"];
        /** 修改产品候选 / Revise a candidate */
        put: operations["reviseProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 机器合规检查 / The machine's check */
        post: operations["checkProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交合规审核 / Submit for review */
        post: operations["submitProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核意见 / Give an opinion */
        post: operations["reviewProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录产品登记 / Record the registration */
        post: operations["registerProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 记录审查结果备案；备案有期限，不拦发布 / Record the filing of the review's result; a clock, not a gate */
        post: operations["recordProductFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/egress-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 出域审查报告，只给审核方 / The egress report, for reviewers only */
        get: operations["getEgressReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/egress-report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 出域审查报告页 / The egress report as a page */
        get: operations["getEgressReportPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 定价 / Set the price */
        post: operations["priceProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/listing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上架：封存发布版本 / List for sale and seal the release */
        post: operations["listProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 下架 / Recall */
        post: operations["recallProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 资源登记列表 / Registrations */
        get: operations["listRegistrations"];
        put?: never;
        /** 申请资源登记 / Apply to register a resource */
        post: operations["applyRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 资源登记 / One registration */
        get: operations["getRegistration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 受理或不予受理 / Accept, or not */
        post: operations["acceptRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/formal-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 形式审核 / Formal review */
        post: operations["reviewRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 公示 / Publish the notice */
        post: operations["publishRegistrationNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 实名提出异议 / Object, under one's real name */
        post: operations["raiseRegistrationObjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/objections/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 处理异议 / Resolve an objection */
        post: operations["resolveRegistrationObjection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 公示期满，赋码登记 / Assign the code after the notice */
        post: operations["completeRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销登记，须有情形、理由和佐证 / Revoke, with ground, reason and evidence */
        post: operations["revokeRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用场景列表 / Scenarios */
        get: operations["listScenarios"];
        put?: never;
        /** 编写应用场景和数据需求 / Draft a scenario and its data demand */
        post: operations["draftScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 应用场景 / One scenario */
        get: operations["getScenario"];
        /** 修改应用场景 / Revise */
        put: operations["reviseScenario"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交审核 / Submit for review */
        post: operations["submitScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核意见 / Give an opinion */
        post: operations["reviewScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 登录 / Sign in */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前身份 / Who am I */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        /** 退出登录 / Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改口令，其余会话随即失效 / Change the password; every session ends */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/todos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 待办 / Open steps one can take */
        get: operations["listTodos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/social-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 审核通过后将社会数据导入开发利用环境，另成一表，记明来源 / Import social data into a workspace once its review is finished, as a table of its own with its provenance */
        post: operations["importSocialData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/social-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 已导入的社会数据 / Social data that was imported */
        get: operations["listSocialData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/social-data/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一份社会数据及其来源 / One import with its provenance */
        get: operations["getSocialData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 停止令列表 / Stops */
        get: operations["listStops"];
        put?: never;
        /** 立即停止 / Stop at once what the scope names */
        post: operations["stopScope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 停止令 / One stop */
        get: operations["getStop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 报告风险情况 / Report the risk to a recipient */
        post: operations["reportStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops/{id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 评估后解除停止 / Lift a stop after assessment */
        post: operations["liftStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops/{id}/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 参与评估的部门给出意见 / One of the assessing bodies gives its finding */
        post: operations["assessStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/source-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 数源侧公钥列表 / Source keys */
        get: operations["listSourceKeys"];
        put?: never;
        /** 登记数源侧公钥 / Register the public key of a source */
        post: operations["registerSourceKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/source-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 数源侧公钥 / One source key */
        get: operations["getSourceKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/source-keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销数源侧公钥 / Revoke a source key */
        post: operations["revokeSourceKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/masking-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 脱敏指令列表 / Masking orders */
        get: operations["listMaskingOrders"];
        put?: never;
        /** 下达脱敏指令 / Issue a masking order */
        post: operations["issueMaskingOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/masking-orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 脱敏指令及其签名文本 / One masking order with its signed document */
        get: operations["getMaskingOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/masking-orders/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回脱敏指令 / Withdraw a masking order */
        post: operations["withdrawMaskingOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 批次列表 / Batches */
        get: operations["listBatches"];
        put?: never;
        /** 送达批次清单，答复所缺分片 / Hand over a batch manifest; answers the chunks that are missing */
        post: operations["announceBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 批次 / One batch */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 完成推送，平台核验整批 / All chunks are sent and the platform checks the whole batch */
        post: operations["finishBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches/{id}/chunks/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 推送一个分片 / Send one chunk
         * @description 一个分片的 CSV 字节，须与清单中的大小和 SM3 一致；可重复推送。
         *     The bytes of one chunk, of the size and SM3 that the manifest states; may be sent again.
         */
        put: operations["putBatchChunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 开发利用环境列表 / Workspaces */
        get: operations["listWorkspaces"];
        put?: never;
        /** 开通开发利用环境 / Open the workspace of a scenario */
        post: operations["openWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 开发利用环境 / One workspace */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可用的表、字段及其用途 / Tables and columns with what each may be used for */
        get: operations["getWorkspaceTables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解释查询：逐字段来源，或被拒的原因 / Explain where each column comes from or why the query is refused */
        post: operations["explainQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{id}/development-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 在合成数据或已放行的抽样数据上试查询 / Run a query on synthetic rows or on a sample that was let go */
        post: operations["queryDevelopment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 作业列表 / Jobs */
        get: operations["listJobs"];
        put?: never;
        /** 提交作业 / Submit a job */
        post: operations["submitJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 作业；运营单位只见状态 / One job, of which the operator sees the status only */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准作业 / Approve a job */
        post: operations["approveJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不批准作业 / Refuse a job */
        post: operations["refuseJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 运行已批准的作业；带参数的作业每次运行另成一条作业 / Run an approved job; each run of a job with parameters is a job of its own */
        post: operations["runJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/development-samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 抽样数据列表 / Samples of masked rows */
        get: operations["listDevelopmentSamples"];
        put?: never;
        /** 申请脱敏抽样数据用于开发 / Ask for a sample of masked rows for development */
        post: operations["requestDevelopmentSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/development-samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 抽样数据；审核方另见抽样结果的统计 / One sample; whoever decides sees what it would hold */
        get: operations["getDevelopmentSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/development-samples/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 放行抽样数据，所涉主体记为已知 / Let a sample go; its entities count as known from then on */
        post: operations["releaseDevelopmentSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/development-samples/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不放行抽样数据 / Refuse a sample */
        post: operations["refuseDevelopmentSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/withheld-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 不予公布的尝试，按运营单位和场景计数，只给监督和审核方 / Withheld attempts counted by operator and scenario, for overseers only */
        get: operations["listWithheldAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消作业 / Cancel a job */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description 失败说明 / A problem document (RFC 9457). Further members carry particulars of the code.
         * @example {
         *       "type": "/docs#/errors/input.missing_field",
         *       "title": "缺少必填字段",
         *       "title_en": "A required field is missing",
         *       "status": 400,
         *       "code": "input.missing_field",
         *       "detail": "input.missing_field 缺少必填字段 at /title",
         *       "at": "/title",
         *       "trace_id": "0af7651916cd43dd8448eb211c80319c"
         *     }
         */
        Problem: {
            /** @description 错误码说明的地址 / Where the code is explained */
            type: string;
            /** @description 中文说明 / Text in Chinese */
            title: string;
            /** @description 英文说明 / Text in English */
            title_en: string;
            /** @description HTTP 状态 / HTTP status */
            status: number;
            /** @description 稳定的错误码 / Stable code */
            code: string;
            /** @description 一句话说明 / One sentence */
            detail: string;
            /** @description 规则编号 / Rule id of the pack */
            rule?: string;
            /** @description 条款 / Article as the pack cites it */
            article?: string;
            /** @description 出错位置 (JSON Pointer、query.名称、path.名称、行列号) / The place at fault */
            at?: string;
            /** @description 可行的做法（英文） / What would pass */
            hint?: string;
            /** @description 可行的做法（中文） / What would pass in Chinese */
            hint_zh?: string;
            /** @description 追踪号 / Trace id */
            trace_id: string;
        };
        /** @description 错误码 / One error code */
        ErrorEntry: {
            code: string;
            status: number;
            zh: string;
            en: string;
        };
        /** @description 健康状态 / Health */
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description 授权运营实施方案 / An operation plan */
        DraftPlan: {
            title: string;
            /** @enum {string} */
            mode: "whole" | "by_sector" | "by_scenario";
            /** @description 必备事项 → 内容 / required item → text */
            items: {
                [key: string]: string;
            };
            /** @description 目录条目编号 / ids of catalog entries */
            resources: string[];
            /** Format: date */
            starts: string;
            /** Format: date */
            ends: string;
        };
        ByDecision: {
            /** @description 已确认的平台外决定编号 / id of the confirmed outside decision */
            decision: string;
        };
        RecordFiling: {
            recipient: string;
            number: string;
            /** Format: date */
            filed_on: string;
        };
        ApplyForRenewal: {
            reason: string;
        };
        ProposeAmendment: {
            reason: string;
            content: components["schemas"]["DraftAgreement"];
        };
        PastIncident: {
            /** Format: date */
            occurred_on: string;
            /** @description 事件经过与影响 / what happened, with what effect */
            account: string;
        };
        /** @description 既往安全事件申报 / What is declared of past security incidents */
        IncidentDeclaration: {
            /** @description 承诺书的材料编号 / document of the undertaking */
            commitment: string;
            /** @description 查询结果的材料编号 / document of the query's result */
            query_result: string;
            /** @description 没有则为空 / empty when there were none */
            incidents: components["schemas"]["PastIncident"][];
        };
        /** @description 数据管理能力成熟度（GB/T 36073） / Data management maturity */
        MaturityCertificate: {
            /** @enum {string} */
            level: "initial" | "managed" | "robust" | "quantitatively_managed" | "optimizing";
            /** @description 证书的材料编号 / document of the certificate */
            certificate: string;
        };
        /** @description 由控股公司满足的条件 / Conditions that the controlling company meets */
        MetByParent: {
            /** @description 控股公司的单位编号 / organisation that controls the operator */
            org: string;
            /** @description 控股关系证明的材料编号 / document that shows the control */
            evidence: string;
            items: string[];
        };
        /** @description 运营主体准入材料 / What admits an operator */
        AdmitOperator: {
            org: string;
            /** @description 授权决定编号 / id of the authorizing decision */
            authorization?: string;
            /** @description 条件 → 材料编号 / condition → document */
            qualification: {
                [key: string]: string;
            };
            /** @description 安全责任 → 材料编号 / duty → document */
            security_duties: {
                [key: string]: string;
            };
            incidents?: components["schemas"]["IncidentDeclaration"];
            maturity?: components["schemas"]["MaturityCertificate"];
            met_by_parent?: components["schemas"]["MetByParent"];
        };
        /** @description 授权运营协议 / An operation agreement */
        DraftAgreement: {
            plan: string;
            /** @description 运营主体编号 opr-… / id of the admitted operator */
            operator_id: string;
            items: {
                [key: string]: string;
            };
            resources: string[];
            /** Format: date */
            starts: string;
            /** Format: date */
            ends: string;
            /** @description 期限例外编号 / id of an approved exception to the term cap */
            exception?: string;
            /** @description 所续的协议编号 / id of the agreement that this one renews */
            renews?: string;
        };
        Filing: {
            recipient: string;
            due?: string;
            number?: string;
            filed_on?: string;
        };
        Signature: {
            org: string;
            person: string;
            time: number;
        };
        OperationPlan: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved";
            agency: string;
            author: string;
            content: components["schemas"]["DraftPlan"];
            revision: number;
            /** @description 写过任一版本的人 / everyone who wrote a version */
            authors: string[];
            approval?: string;
            /** @description 批准过以前版本的决定，不再有效 / decisions on earlier versions, spent */
            past_approvals: string[];
            filings: components["schemas"]["Filing"][];
        };
        Operator: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "admitted" | "exited";
            org: string;
            authorization: string;
            qualification: {
                [key: string]: string;
            };
            security_duties: {
                [key: string]: string;
            };
            incidents?: components["schemas"]["IncidentDeclaration"];
            maturity?: components["schemas"]["MaturityCertificate"];
            met_by_parent?: components["schemas"]["MetByParent"];
        };
        RenewalApplication: {
            person: string;
            org: string;
            reason: string;
            time: number;
        };
        Amendment: {
            author: string;
            reason: string;
            content: components["schemas"]["DraftAgreement"];
            decision?: string;
            signatures: components["schemas"]["Signature"][];
        };
        Agreement: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "decided" | "in_force" | "expired" | "exiting" | "ended";
            agency: string;
            operator_org: string;
            author: string;
            content: components["schemas"]["DraftAgreement"];
            decision?: string;
            /** @description 针对以前版本的决定，不再有效 / decisions on earlier versions, spent */
            past_decisions: string[];
            signatures: components["schemas"]["Signature"][];
            in_force_since?: number;
            filings: components["schemas"]["Filing"][];
            renewal?: components["schemas"]["RenewalApplication"];
            amendment?: components["schemas"]["Amendment"];
            /** @description 自该日起期限将满 / from this day the end of the term is near */
            ending_from?: string;
            /** @description 期限将满，已提醒双方 / the end is near and both parties are reminded */
            ending?: {
                /** @description 自该日起告急 / day from which the reminder presses */
                near: string;
                /** @description 期内可以申请续期 / renewal may be asked for before the end */
                renewable: boolean;
            };
        };
        OperationPlanList: {
            rows: components["schemas"]["OperationPlan"][];
            next?: string;
        };
        OperatorList: {
            rows: components["schemas"]["Operator"][];
            next?: string;
        };
        AgreementList: {
            rows: components["schemas"]["Agreement"][];
            next?: string;
        };
        /** @description 信息项 / A data item of a catalog entry */
        DataItem: {
            /** @description 列名 / column name */
            name: string;
            title: string;
            /** @enum {string} */
            type: "boolean" | "integer" | "decimal" | "text" | "date";
            /**
             * @description 分级 GB/T 43697
             * @enum {string}
             */
            grade: "general" | "important" | "core";
            /** @description 个人信息 / personal data */
            personal?: boolean;
            /** @description 直接标识 / direct identifier */
            identity?: boolean;
            /** @description 数据元标准，同一标准只能有一个来源 / data element standard; one source for each */
            standard?: string;
            /** @description 主键 / part of the row key */
            key?: boolean;
            /** @description 商业秘密或保密商务信息，使用同样须有同意 / trade secret or confidential business information; its use needs consent as well */
            confidential?: boolean;
        };
        /** @description 目录条目内容 / What a catalog entry states */
        DraftCatalogEntry: {
            title: string;
            code: string;
            summary: string;
            /** @enum {string} */
            format: "table" | "file" | "interface";
            items: components["schemas"]["DataItem"][];
            /** @description 分类 / classification */
            classification: string;
            division?: string;
            /**
             * @description 共享类型
             * @enum {string}
             */
            sharing: "unconditional" | "conditional" | "none";
            /** @enum {string} */
            update_cycle: "realtime" | "daily" | "weekly" | "monthly" | "quarterly" | "yearly" | "irregular";
            /**
             * @description 履职产生，或经政务共享取得 / produced by the provider, or obtained by sharing
             * @enum {string}
             */
            origin: "own" | "shared";
            /** @description 共享数据提供单位 / the organisation that shared it */
            shared_from?: string;
            /** @description 已确认的同意决定编号（sharing_consent） / id of the confirmed decision that consents */
            shared_consent?: string;
            /** @description 受保护主体（如 resident、company），无则留空 / the protected population, if any */
            protected_entity?: string;
            /** @description 负面清单逐类核验结论，命中为 true / verdict on each category, true where it applies */
            negative_list: {
                [key: string]: boolean;
            };
            rows_estimate?: number;
            /** @description 实施机构编目时的数源单位编号 / the source department, where the agency compiles */
            held_by?: string;
        };
        CatalogEntry: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved" | "returned" | "refused";
            provider: string;
            /** @description 编目的实施机构 / agency that compiled the entry */
            compiler?: string;
            author: string;
            /** @description 写过任一版本的人，均不得审核 / everyone who wrote a version; none of them reviews */
            authors: string[];
            content: components["schemas"]["DraftCatalogEntry"];
            grade?: string;
            revision: number;
            approved_content?: components["schemas"]["DraftCatalogEntry"];
            review?: components["schemas"]["ChainRun"];
        };
        CatalogEntryList: {
            rows: components["schemas"]["CatalogEntry"][];
            next?: string;
        };
        /** @description 选择应用单位 / Select a developer */
        SelectDeveloper: {
            org: string;
            /** @description 应用场景说明 / what it will use products for */
            scenario: string;
        };
        /** @description 一个维度的结论 / Verdict on one dimension */
        DimensionVerdict: {
            /** @enum {string} */
            verdict: "pass" | "fail";
            evidence: string;
        };
        /** @description 评估 / Assessment */
        AssessDeveloper: {
            dimensions: {
                [key: string]: components["schemas"]["DimensionVerdict"];
            };
        };
        /** @description 应用协议 / An application agreement */
        DraftApplicationAgreement: {
            /** @description 应用单位编号 / developer */
            developer: string;
            /** @description 要素 → 内容 / item → text */
            items: {
                [key: string]: string;
            };
            /** @description 安全保密协议材料 / document of the confidentiality agreement */
            confidentiality?: string;
            /** Format: date */
            starts: string;
            /** Format: date */
            ends: string;
            /**
             * @description 省略即应用协议 / left out, an application agreement
             * @enum {string}
             */
            kind?: "application_agreement" | "confidentiality_agreement";
            /** @description 约定的用途，订阅只能取其一 / agreed purposes; a subscription takes one of them */
            purposes?: string[];
            /** @description 可开设自有开发环境的场景，须属该运营主体 / scenarios of the operator in which the developer may have a workspace of its own */
            scenarios?: string[];
        };
        /** @description 事由 / The reason */
        EndWithReason: {
            reason: string;
        };
        /** @description 签发应用密钥 / Issue an application key */
        IssueApplicationKey: {
            label: string;
        };
        /** @description 订阅 / A subscription */
        Subscribe: {
            product: string;
            application_agreement: string;
            /** @description 调用时须声明的用途 / purpose stated at each call */
            purpose: string;
            /** @description 可查询的键的前缀；空为全部 / keys it may ask for */
            key_prefixes?: string[];
            /** @description 可见或可核验的信息项；空为全部 / columns it may see or verify */
            fields?: string[];
            /** Format: date */
            starts: string;
            /** Format: date */
            ends: string;
            quota_per_day: number;
            rate_per_second: number;
            /** @description 公益用途免费使用的佐证材料 / evidence of a free public use */
            free_use_document?: string;
            /** @description 还将得到结果的其他单位 / others who are to receive the answers */
            recipients?: string[];
            /** @description 承诺不转给第三方 / undertaking not to pass anything to third parties */
            no_transfer?: boolean;
        };
        /** @description 授权同意；标识只用于换算令牌，不保存 / A consent; the identifier is turned into a token and not kept */
        RecordConsent: {
            identifier: string;
            product: string;
            purpose: string;
            /** @description 可使用的单位；空为订阅该用途的任一单位 / organisation that may use it */
            developer?: string;
            /**
             * Format: date
             * @description 末日（含）/ last day
             */
            until: string;
            max_uses?: number;
            /** @description 同意的材料 / document */
            document?: string;
            /** @description 取得同意的方式 / how consent was obtained */
            basis?: string;
            /** @description 同意所指的场景 / scenario that the consent is for */
            scenario?: string;
        };
        /** @description 一次调用只问一个主体 / One entity a call */
        ProductCall: {
            subscription: string;
            purpose: string;
            key: string;
            consent?: string;
            claims?: {
                [key: string]: string;
            };
        };
        UsagePosition: {
            segment: number;
            seq: number;
        };
        ProductAnswer: {
            answer?: Record<string, never>;
            match?: boolean;
            usage: components["schemas"]["UsagePosition"];
        };
        Developer: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "selected" | "assessed" | "approved" | "returned" | "refused";
            org: string;
            operator_org: string;
            author: string;
            /** @description 选择和评估的人，均不得审核 / who selected and assessed; none of them reviews */
            authors: string[];
            scenario: string;
            assessment: {
                [key: string]: components["schemas"]["DimensionVerdict"];
            };
            review?: components["schemas"]["ChainRun"];
        };
        ApplicationAgreement: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "in_force" | "ended";
            operator_org: string;
            developer_org: string;
            author: string;
            content: components["schemas"]["DraftApplicationAgreement"];
            signatures: components["schemas"]["Signature"][];
            in_force_since?: number;
            end_reason?: string;
        };
        ApplicationKey: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "revoked";
            org: string;
            label: string;
            issued_by: string;
            issued: number;
            revoke_reason?: string;
        };
        IssuedApplicationKey: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active";
            org: string;
            label: string;
            issued_by: string;
            issued: number;
            /** @description 只显示这一次 / shown this once */
            secret: string;
        };
        Subscription: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "ended";
            org: string;
            operator_org: string;
            content: components["schemas"]["Subscribe"];
            /** @description 订阅时的单价（分）/ price a call in fen */
            price_fen: number;
            free_use: boolean;
            end_reason?: string;
            /**
             * @description 枚举防护 / enumeration guard
             * @enum {string}
             */
            guard?: "slowed" | "stopped";
            guard_calls?: number;
            guard_misses?: number;
            guard_sequential?: number;
        };
        Consent: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "given" | "withdrawn";
            /** @description 主体令牌 / token of the subject */
            subject: string;
            product: string;
            purpose: string;
            developer?: string;
            valid_until: number;
            max_uses: number;
            document?: string;
            basis?: string;
            scenario?: string;
            org: string;
            recorded_by: string;
            withdrawn_at?: number;
            withdraw_reason?: string;
        };
        UsageAnchorState: {
            segment: number;
            from: number;
            to: number;
            root: string;
            ledger_seq?: number;
        };
        UsageStatement: {
            subscription: string;
            product: string;
            org: string;
            from: string;
            to: string;
            /** @description 结论 → 次数 / verdict → count */
            counts: {
                [key: string]: number;
            };
            /** @description 拒绝于哪一步 → 次数 / refusing step → count */
            refused_by?: {
                [key: string]: number;
            };
            charged_calls: number;
            amount_fen: number;
            /** @description 按日合计，只列有记录的日子 / sums by day; days without a record are left out */
            days: {
                /** Format: date */
                day: string;
                records: number;
                charged_calls: number;
                amount_fen: number;
            }[];
            records: number;
            first_seq?: number;
            last_seq?: number;
            /** @description 覆盖这些记录的锚定 / anchors that cover the records */
            anchors: components["schemas"]["UsageAnchorState"][];
        };
        UsageRow: {
            seq: number;
            time: string;
            /** @enum {string} */
            verdict: "answered" | "no_record" | "matched" | "not_matched" | "refused";
            check: string;
            price_fen: number;
            epoch: number;
            subscription?: string;
            product?: string;
            developer?: string;
            consent?: boolean;
        };
        UsageRecordList: {
            rows: components["schemas"]["UsageRow"][];
            /** @description 已落盘的记录总数 / durable records in all */
            total?: number;
            next?: number;
        };
        DeveloperList: {
            rows: components["schemas"]["Developer"][];
            next?: string;
        };
        ApplicationAgreementList: {
            rows: components["schemas"]["ApplicationAgreement"][];
            next?: string;
        };
        ApplicationKeyList: {
            rows: components["schemas"]["ApplicationKey"][];
            next?: string;
        };
        SubscriptionList: {
            rows: components["schemas"]["Subscription"][];
            next?: string;
        };
        ConsentList: {
            rows: components["schemas"]["Consent"][];
            next?: string;
        };
        /** @description 材料及其要素 / A document and what is known of it */
        DepositDocument: {
            /** @description 材料种类 / kind of document */
            kind: string;
            title: string;
            /** @description 出具单位 / who issued it */
            issuer: string;
            /** @description 出具单位在本节点的编号 / the issuer's id in this node */
            issuer_org?: string;
            /** @description 文号 / document number */
            number?: string;
            /** Format: date */
            issued?: string;
            /** Format: date */
            valid_until?: string;
            /** @enum {string} */
            media_type: "application/pdf" | "text/plain" | "image/png" | "image/jpeg" | "application/xml" | "application/ofd";
            content_base64: string;
        };
        EnterOutsideDecision: {
            /** @enum {string} */
            decision_kind: "government_approval" | "major_decision" | "operator_authorization" | "finance_opinion" | "state_asset_duty" | "sharing_consent" | "price_decision" | "expert_review" | "termination_review" | "asset_disposal" | "agency_appointment";
            /** @description 针对的记录，如 operation_plan/pla-… / the record it is about */
            subject: string;
            /** @description 材料编号 / id of the deposited document */
            document: string;
            number: string;
            /** Format: date */
            decided_on: string;
            /** @enum {string} */
            outcome: "approved" | "refused";
        };
        RejectOutsideDecision: {
            reason: string;
        };
        RequestException: {
            rule: string;
            subject: string;
            reason: string;
            document?: string;
        };
        DecideException: {
            approve: boolean;
            reason: string;
        };
        Document: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "deposited";
            kind: string;
            title: string;
            issuer: string;
            issuer_org?: string;
            number?: string;
            issued?: string;
            valid_until?: string;
            media_type: string;
            /** @description SM3 十六进制 / SM3 in hex */
            digest: string;
            bytes: number;
            org: string;
            deposited_by: string;
        };
        OutsideDecision: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "entered" | "confirmed" | "rejected";
            decision_kind: string;
            subject: string;
            document: string;
            number: string;
            decided_on: string;
            outcome: string;
            entered_by: string;
            org: string;
            confirmed_by?: string;
            reject_reason?: string;
        };
        RuleException: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "requested" | "approved" | "refused";
            rule: string;
            subject: string;
            reason: string;
            document?: string;
            requested_by: string;
            org: string;
            decided_by?: string;
            decision_reason?: string;
        };
        DocumentList: {
            rows: components["schemas"]["Document"][];
            next?: string;
        };
        OutsideDecisionList: {
            rows: components["schemas"]["OutsideDecision"][];
            next?: string;
        };
        RuleExceptionList: {
            rows: components["schemas"]["RuleException"][];
            next?: string;
        };
        /** @description 相邻平台 / A platform next door */
        RegisterPeer: {
            name: string;
            /** @description SM2 公钥，PEM / its SM2 public key in PEM */
            public_key: string;
            /** @description 拟由该平台代为办理的人员编号，不含主管部门人员，各由本人同意后生效 / ids of the people whose acts may come from there, none of the authority; each agrees for themselves */
            people: string[];
            /** @description 主动推送的地址；省略则由对方来取或以文件交换 / where to push; left out, the peer fetches or files are carried */
            url?: string;
        };
        /** @description 停用对端 / Closing a peer */
        ClosePeer: {
            reason: string;
        };
        /** @description 签名报文，见 docs/formats/exchange.md / Signed messages */
        ExchangeMessages: {
            messages: {
                [key: string]: unknown;
            }[];
        };
        ExchangeOutcome: {
            id: string;
            sequence: number;
            /** @enum {string} */
            outcome: "accepted" | "refused" | "repeated" | "acknowledged";
            /** @description 种类/编号 / kind and id */
            record?: string;
            code?: string;
            at?: string;
            hint?: string;
            rule?: string;
            article?: string;
        };
        ExchangeChunkAnswer: {
            /** @description 种类/编号 / kind and id */
            record: string;
            index: number;
            /**
             * @description 批次状态 / of the batch
             * @enum {string}
             */
            status: "announced" | "accepted" | "refused" | "replaced";
            /** @description 尚缺的分片 / chunks still to come */
            missing: number[];
            /** @description 整批未通过核验的原因 / why the whole was refused */
            code?: string;
            at?: string;
            hint?: string;
            rule?: string;
            article?: string;
        };
        ExchangeAnswer: {
            /** @description 已按序处理到的序号 / sequence up to which everything was dealt with */
            received: number;
            outcomes: components["schemas"]["ExchangeOutcome"][];
            /** @description 在哪一条停下、为什么 / where it stopped, and why */
            stopped?: {
                [key: string]: unknown;
            };
            messages: {
                [key: string]: unknown;
            }[];
            /** @description 报文以摘要指明的签名文书（脱敏指令） / signed documents that messages name by digest (masking orders) */
            documents: {
                document: string;
                signature: string;
            }[];
        };
        Peer: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "proposed" | "active" | "closed";
            name: string;
            /** @description 公钥点的 SM3 / SM3 of the key's point */
            fingerprint: string;
            public_key: string;
            people: string[];
            /** @description 这些人员所在单位 / organisations of these people */
            orgs: string[];
            /** @description 已同意的人员；只受理其事项 / people who have agreed; only their acts are taken */
            joined: string[];
            registered_by: string;
            confirmed_by?: string;
            url?: string;
            /** @description 已按序处理到的序号 / dealt with up to here */
            received: number;
            /** @description 已编到的序号 / numbered up to here */
            sent: number;
            /** @description 对方已确认到的序号 / the peer has it up to here */
            acknowledged: number;
            last_seen?: number;
            closed_reason?: string;
        };
        PeerList: {
            rows: components["schemas"]["Peer"][];
            next?: string;
        };
        ExchangeMessage: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "accepted" | "refused" | "waiting" | "delivered";
            peer: string;
            /** @description 报文编号 / the message's own id */
            message: string;
            kind: string;
            sequence: number;
            /** @description 签名所覆盖的规范 JSON / the canonical JSON that was signed */
            text: string;
            /** @description 对方的签名 / the peer's signature */
            signature?: string;
            record?: string;
            code?: string;
            at?: string;
            hint?: string;
            rule?: string;
            article?: string;
            time: number;
        };
        ExchangeMessageList: {
            rows: components["schemas"]["ExchangeMessage"][];
            next?: string;
        };
        /** @description 退出哪份协议、因何退出 / Which agreement ends, and why */
        StartExit: {
            agreement: string;
            /** @enum {string} */
            cause: "expired" | "terminated_early" | "breach" | "other";
            /** @description 依据材料编号 / id of the document that it rests on */
            document: string;
            reason: string;
            /** @description 协议约定另须删除的类别 / categories that the agreement wants deleted beyond the rules */
            also_delete?: ("authorized_data" | "results" | "products" | "social_data")[];
        };
        ExitFile: {
            /** @description 数据目录内的路径 / path inside the data directory */
            path: string;
            /** @enum {string} */
            category: "authorized_data" | "results" | "products" | "social_data";
            bytes: number;
            /** @description SM3，十六进制 / SM3 in hex */
            digest: string;
            /** @description 规则和协议均未要求删除 / neither rule nor agreement wants it deleted */
            kept: boolean;
        };
        ExitKey: {
            name: string;
            /** @description 空表示从未生成过 / empty when the key was never made */
            fingerprint: string;
            when: number;
        };
        ExitNoticeGiven: {
            notice: string;
            org: string;
            subscription: string;
            product: string;
            paying: boolean;
        };
        ExitRevoked: {
            scenarios: string[];
            workspaces: string[];
            jobs: string[];
            products: string[];
            subscriptions: string[];
            application_agreements: string[];
        };
        Exit: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "started" | "revoked" | "listed" | "shredded" | "deleted" | "ended" | "certified";
            content: components["schemas"]["StartExit"];
            agency: string;
            operator_org: string;
            started_by: string;
            started_at: number;
            revoked: components["schemas"]["ExitRevoked"];
            revoked_at?: number;
            notices: components["schemas"]["ExitNoticeGiven"][];
            /** @description 须删除的类别 / categories to delete */
            categories: string[];
            files: components["schemas"]["ExitFile"][];
            keys: components["schemas"]["ExitKey"][];
            deleted_at?: number;
            operator_exited: boolean;
            completed_by?: string;
            /**
             * Format: date
             * @description 日志至少保存到这一天 / logs are kept at least until this day
             */
            log_hold_until?: string;
            /** @description 规范化 JSON，签名所覆盖的字节 / canonical JSON, the signed bytes */
            certificate?: string;
            /** @description SM2 签名（DER，base64）/ SM2 signature */
            signature?: string;
        };
        ExitCertificate: {
            exit: string;
            /** @enum {string} */
            algorithm: "SM2-SM3";
            /** @description 签名所覆盖的字节，规范化 JSON / the signed bytes */
            certificate: string;
            signature: string;
            /** @description 节点公钥 PEM / the node's public key */
            key: string;
        };
        ExitNotice: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "given";
            exit: string;
            org: string;
            operator_org: string;
            subscription: string;
            product: string;
            product_title: string;
            paying: boolean;
            reason: string;
            time: number;
        };
        ExitList: {
            rows: components["schemas"]["Exit"][];
            next?: string;
        };
        ExitNoticeList: {
            rows: components["schemas"]["ExitNotice"][];
            next?: string;
        };
        /** @description 审核意见 / A reviewer's opinion */
        GiveOpinion: {
            /** @description 以何角色审核 / the role one acts in */
            role: string;
            /**
             * @description recuse 为回避：有利害关系，改由他人审核 / a conflict of interest; somebody else gives the opinion
             * @enum {string}
             */
            verdict: "pass" | "refuse" | "send_back" | "recuse";
            reason?: string;
            basis?: string;
            /** @description 附件种类 → 材料编号 / kind → evidence id */
            attachments?: {
                [key: string]: string;
            };
            /** @description 声明与申请事项无利害关系 / declares that no conflict of interest stands */
            no_conflict?: boolean;
            /** @description 逐处批注，随意见留存；回避时不得附 / remarks on single places, kept with the opinion; none when recusing */
            notes?: components["schemas"]["ReviewNote"][];
        };
        /** @description 针对一处的批注 / A reviewer's remark on one place */
        ReviewNote: {
            /** @description 所针对之处，被审记录内的 JSON Pointer，须存在 / JSON Pointer into the record under review; must be there */
            at: string;
            text: string;
        };
        /** @description 审核链的进度；意见所附逐处批注在 steps/N/opinion/notes / How far the review has come; remarks on single places are at steps/N/opinion/notes */
        ChainRun: Record<string, never>;
        /** @description 发起事项 / Opening a matter */
        OpenMatter: {
            procedure: string;
            /** @description 有多种发起方式时写明 / which act opens it, where there are several */
            act?: string;
            /** @description 针对的记录编号 / id of the record it is about */
            about?: string;
            /** @description 事项要素 / item → value */
            items?: Record<string, never>;
            /** @description 材料种类 → 材料编号 / kind of document → id */
            evidence?: {
                [key: string]: string;
            };
            /** @description 平台外决定的编号 / id of a confirmed outside decision */
            decision?: string;
            reason?: string;
            basis?: string;
        };
        /** @description 办理一步 / Taking an act */
        ActOnMatter: {
            act: string;
            /** @description 事项要素 / item → value */
            items?: Record<string, never>;
            /** @description 材料种类 → 材料编号 / kind of document → id */
            evidence?: {
                [key: string]: string;
            };
            /** @description 平台外决定的编号 / id of a confirmed outside decision */
            decision?: string;
            reason?: string;
            basis?: string;
            /** @description 本步了结的问题 / the thread that this act settles */
            thread?: string;
        };
        MatterRecord: {
            kind: string;
            id: string;
        };
        MatterAct: {
            act: string;
            person: string;
            org: string;
            time: number;
            /** @description 办理后的状态 / status afterwards */
            status: string;
            items: Record<string, never>;
            evidence: {
                [key: string]: string;
            };
            decision?: string;
            reason?: string;
            basis?: string;
            thread?: string;
        };
        MatterThread: {
            id: string;
            kind: string;
            person: string;
            org: string;
            time: number;
            closed?: number;
        };
        MatterClock: {
            act: string;
            due: string;
            near: string;
            /** @description 逾期处理的时间 / when being overdue was dealt with */
            fired?: number;
        };
        Matter: {
            id: string;
            version: number;
            procedure: string;
            /** @description 发起时的办事程序 / the procedure as it was when the matter was opened */
            definition?: Record<string, never>;
            status: string;
            /** @description 进入当前状态的时间 / when it entered the status */
            since: number;
            about?: components["schemas"]["MatterRecord"];
            /** @description 该记录所属机构 / organisation that the record belongs to */
            about_org?: string;
            /** @description 发起机构 / organisation that opened it */
            org: string;
            opened_by: string;
            period?: string;
            done: components["schemas"]["MatterAct"][];
            threads: components["schemas"]["MatterThread"][];
            clocks: components["schemas"]["MatterClock"][];
            /** @description 审核 / the review chain */
            review?: Record<string, never>;
            review_act?: string;
            /** @description 告知的机构 / organisations told */
            told: string[];
            /** @description 本事项发出的停止令 / stops it ordered */
            stops: string[];
            notes: string[];
        };
        MatterList: {
            rows: components["schemas"]["Matter"][];
            next?: string;
        };
        ProcedureRow: {
            id: string;
            title: Record<string, never>;
            about: string;
            /** @description 步骤 / its acts, as the pack states them */
            definition: Record<string, never>;
            /** @description 各名称的中英文 / names in both languages */
            labels: {
                [key: string]: Record<string, never>;
            };
            /** @description 依据的规则和条款 / rules and articles behind it */
            rules: Record<string, never>[];
        };
        ProcedureList: {
            pack: string;
            rows: components["schemas"]["ProcedureRow"][];
        };
        MatterDraft: {
            /** Format: date */
            from?: string;
            /** Format: date */
            to?: string;
            sections: {
                [key: string]: string;
            };
        };
        /** @description 移到某日零点后一分钟，或前移若干毫秒 / to a minute past midnight of a day, or forward by milliseconds */
        MoveClock: {
            /** Format: date */
            to?: string;
            by_ms?: number;
            /** @description 时长，如 10 working_days / a duration */
            by?: string;
        };
        ReplayRules: {
            /**
             * @description 文件名 → 内容：pack.yaml 和 pack.d/NAME.yaml；所依据的规则包用节点上的 / name → text; the packs it builds on are the node's
             * @example {
             *       "pack.yaml": "id: example"
             *     }
             */
            files: {
                [key: string]: string;
            };
        };
        SettleClash: {
            /** @description 冲突的主题，见 listRules / the topic as listRules gives it */
            topic: string;
            /**
             * @description 以本级还是上级为准 / whose rule holds
             * @enum {string}
             */
            prevails: "local" | "overlay";
            /** @description 如何执行，写明内容和理由 / what holds in words, with the reason */
            holds: string;
            /** @description 已确认的平台外决定，对象为 node/rules / a confirmed outside decision about node/rules */
            decision: string;
        };
        ContinueAfterExpiry: {
            pack: string;
            /** @description 已确认的平台外决定，对象为 node/rules / a confirmed outside decision about node/rules */
            decision: string;
        };
        NodeRules: {
            id: string;
            version: number;
            /** @description 现行规则包和日历 / packs and calendars in force */
            current: Record<string, never>;
            loads: number;
            loaded: number;
            settled: Record<string, never>[];
            continued: Record<string, never>[];
        };
        ClockTime: {
            now: string;
        };
        Start: {
            product: string;
            pack: {
                id: string;
                title: components["schemas"]["Words"];
                /** @enum {string} */
                status: "in_force" | "trial" | "draft";
            };
            /** @description 规则包、签名和有效期 / the packs in force with signature and last day */
            packs?: components["schemas"]["PackInForce"][];
            /** @description 到期、征求意见稿、未决冲突 / expiry, drafts, open clashes */
            warnings?: components["schemas"]["Words"][];
            demo: boolean;
            now?: string;
            /** @description 仅演示节点 / of a demonstration only */
            accounts?: components["schemas"]["DemoAccount"][];
            roles: components["schemas"]["RoleGuide"][];
        };
        SearchResult: {
            /** @description 名称太多时只查最近的部分，则为 false / false when the node holds more names than it looks through; the latest are */
            complete: boolean;
            groups: {
                kind: string;
                /** @description 该类还有：以 kind 和 after 续查 / there is more of the kind; ask with kind and after */
                next?: string;
                rows: components["schemas"]["SearchHit"][];
            }[];
        };
        SearchHit: {
            kind: string;
            id: string;
            /** @description 名称；没有则为编号 / what it is called; its id when it has no name */
            title: string;
            status: string;
            /** @description 所匹配的文字 / the text that holds what was looked for */
            matched: string;
        };
        BackupList: {
            rows: components["schemas"]["Backup"][];
            /** @description 所在磁盘的可用空间 / free space of the disk */
            free_bytes?: number;
        };
        /** @description 备份不含密钥；存于数据目录的 backups 下，不提供下载 / A backup, without the keys; it lies under backups in the data directory and is not downloaded */
        Backup: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            made_by: string;
            org: string;
            started: number;
            finished?: number;
            /** @description 所含账目数 / entries of the ledger that it holds */
            entries?: number;
            files?: number;
            bytes?: number;
            /** @description 文件清单 backup.json 的 SM3 / SM3 of its list of files */
            digest?: string;
            /** @description 备份完成前已校验账本、视图和用量 / ledger, views and usage of the copy were verified before it was recorded */
            verified?: boolean;
            /** @description 仍在磁盘上且清单未变 / still on disk, with the same list of files */
            present?: boolean;
            /** @description 未成的原因（错误码）/ error code */
            fault?: string;
        };
        DoctorReport: {
            /** @description 检查时刻（毫秒）/ when it was examined, in milliseconds */
            checked: number;
            /** @description 没有问题；提醒不计 / no problem; warnings do not count */
            ok: boolean;
            problems: number;
            warnings: number;
            checks: components["schemas"]["DoctorCheck"][];
        };
        DoctorCheck: {
            /** @description 检查项，如 disk；同一项可有多条 / what was examined, as disk; several rows may share it */
            name: string;
            /** @enum {string} */
            finding: "ok" | "warning" | "problem";
            text: components["schemas"]["Words"];
            /** @description 由运维人员执行的命令或办法；路径写作 $DATA、$RULEPACKS / a command or an act for whoever runs the machine; paths read $DATA and $RULEPACKS */
            fix?: string;
        };
        /** @description 中英文 / text in both languages */
        Words: {
            zh: string;
            en: string;
        };
        PackInForce: {
            id: string;
            title: components["schemas"]["Words"];
            /** @enum {string} */
            status: "in_force" | "trial" | "draft";
            digest: string;
            draft?: boolean;
            signer?: string;
            trusted?: boolean;
            expires?: string;
            days_left?: number;
            expired?: boolean;
        };
        /** @description 演示账号 / an account of the demonstration */
        DemoAccount: {
            account: string;
            name: string;
            org: string;
            password: string;
        };
        /** @description 角色及其可办的操作 / a role and the operations restricted to it and others */
        RoleGuide: {
            role: string;
            name: components["schemas"]["Words"];
            can_do: string[];
        };
        RuleList: {
            pack: string;
            /** @enum {string} */
            status?: "in_force" | "trial" | "draft";
            rows: Record<string, never>[];
            packs?: Record<string, never>[];
            /** @description 规则包对各事项的叫法 / what the pack calls the keys of items and categories */
            labels?: {
                [key: string]: components["schemas"]["Words"];
            };
            calendar?: Record<string, never>;
            overlay?: string;
            /** @description 规则载入或变更的次数 / how often rules were loaded or changed */
            loads?: number;
            loaded?: string;
            warnings?: Record<string, never>[];
            clashes?: Record<string, never>[];
            settled?: Record<string, never>[];
            continued?: Record<string, never>[];
        };
        RuleReplay: {
            id: string;
            /** @enum {string} */
            status: "running" | "done" | "failed";
            /** @description 所交规则包的编号 / id of the pack handed in */
            pack: string;
            started: number;
            finished?: number;
            /** @description 开始时的账目数 / entries of the ledger when it began */
            entries_total: number;
            entries_read: number;
            /** @description 未成的原因（错误码）/ error code */
            fault?: string;
            /** @description 可以载入但应改正之处 / what loads but should not stay */
            problems: components["schemas"]["PackProblem"][];
            report?: components["schemas"]["ReplayReport"];
        };
        PackProblem: {
            code: string;
            /** @description 文件与行号 / file and line */
            at: string;
            /** @description 改法 / the remedy */
            hint: string;
        };
        ReplayReport: {
            pack: string;
            entries: number;
            /** @description 重判的决定 / decisions that were judged again */
            judged: number;
            refusals: number;
            refusals_judged: number;
            /** @description 结论会改变的件数 / how many would flip */
            flipped: number;
            /** @description 其中前 1000 件 / the first 1000 of them */
            flips: components["schemas"]["ReplayFlip"][];
            by_rule: {
                rule: string;
                article: string;
                /** @description 当时通过、今将拒绝 / passed then, refused now */
                refused: number;
                /** @description 当时拒绝、今不再拒绝 / refused then, not refused now */
                let_through: number;
            }[];
            /** @description 账本所存不足以重判者，按事件类型 / by event type */
            not_judged: {
                [key: string]: number;
            };
        };
        ReplayFlip: {
            seq: number;
            time: string;
            stream: string;
            /** @description 事件类型，或被拒绝的操作 / event type, or the operation that was refused */
            what: string;
            /** @enum {string} */
            then: "passed" | "refused";
            /** @enum {string} */
            now: "passed" | "refused";
            code: string;
            rule: string;
            article: string;
            at: string;
            hint: string;
        };
        ReviewChainList: {
            pack: string;
            rows: components["schemas"]["ReviewChainUse"][];
            /** @description 角色、审查事项、附件、状态的名称 / names of the roles, covers, attachments and states that occur */
            labels: {
                [key: string]: components["schemas"]["Words"];
            };
        };
        /** @description 某项操作启动的审核链 / the chain that an operation starts */
        ReviewChainUse: {
            /** @description 执行点，如 scenario.review；事项没有 / enforcement point; absent for a matter */
            point?: string;
            /** @description 办事程序 / of a matter */
            procedure?: string;
            /** @description 启动审核的一步 / the act that starts it */
            act?: string;
            title: components["schemas"]["Words"];
            /** @description 受审记录的种类 / kind of the record */
            kind: string;
            /** @description 启动审核的操作 / operationId that starts it */
            operation: string;
            chain: components["schemas"]["ReviewChain"];
            rules: components["schemas"]["RuleBehind"][];
            /** @description 规定未写明，按产品默认 / no rule gives it; a product default */
            by_default: boolean;
            gates: components["schemas"]["ReviewGate"][];
        };
        ReviewChain: {
            name: string;
            /** @description 申请的角色 / role that applies */
            applicant: string;
            /** @description 结果告知的角色 / roles told of the outcome */
            tell: string[];
            /** @description 先后相接；同一阶段的各步并行 / one after the other; the steps of one stage side by side */
            stages: {
                /** @description 互不知晓 / nobody learns what another said before all are in */
                blind: boolean;
                steps: components["schemas"]["ReviewStepPlan"][];
            }[];
        };
        ReviewStepPlan: {
            role: string;
            /** @description 意见须涉及的事项 / what the opinion speaks to */
            covers: string[];
            /** @description 须附的材料 / kinds of document that come with it */
            attachments: string[];
            optional: boolean;
            /** @description 由几人分别出具 / so many people each give one */
            people: number;
            /** @description 其中几人同意即通过 / so many of them pass it */
            quorum?: number;
            /** @description 须声明无利害关系 / declares that no conflict of interest stands */
            declares_conflict: boolean;
            within?: components["schemas"]["Term"];
        };
        /** @description 启动之前的关口 / a gate before the operation */
        ReviewGate: {
            before: string;
            procedure: string;
            states: string[];
            /** @description 处于这些状态时不得办理；否则须先到这些状态 / these states bar it; otherwise it waits for them */
            barred: boolean;
            within?: components["schemas"]["Term"];
            rule?: components["schemas"]["RuleBehind"];
        };
        /** @description 期限 / a length of time */
        Term: {
            amount: number;
            /** @enum {string} */
            unit: "working_days" | "days" | "months" | "quarters" | "years";
            text: components["schemas"]["Words"];
        };
        /** @description 依据的规则 / a rule behind it */
        RuleBehind: {
            id: string;
            article: string;
            /** @enum {string} */
            level: "must" | "principle" | "evidence" | "encourage";
            zh: string;
            en: string;
        };
        LedgerEntryList: {
            size: number;
            rows: Record<string, never>[];
            /** @description 还有更多时，下一页从这一号起 / when there are more, the next page begins here */
            next?: number;
        };
        InclusionProof: {
            seq: number;
            size: number;
            /** @description 叶子哈希 SM3 十六进制 / leaf hash */
            leaf: string;
            envelope?: string;
            path: string[];
            checkpoint: string;
        };
        ConsistencyProof: {
            from: number;
            to: number;
            path: string[];
        };
        Dossier: {
            /** @description 记录 / kind, id and version of the record */
            record: Record<string, never>;
            /** @description 该决定的账本序号 / ledger number of the decision */
            decision: number;
            /** @description 汇编时间 / when it was drawn up */
            made: string;
            /** @description 决定之前的记录，空表示由该决定产生 / the record as it stood before; null when the decision made it */
            seen: Record<string, never> | null;
            /** @description 适用规则 / rules applied */
            rules: Record<string, never>[];
            /** @description 文件、外部决定、例外 / documents, outside decisions, exceptions */
            evidence: Record<string, never>[];
            clocks: {
                step: string;
                due: string;
                done: string;
                kept: boolean;
            }[];
            /** @description 全部经过，每条附证明 / every entry with its proof */
            history: Record<string, never>[];
            /** @description 证明所依的检查点 / the checkpoint that the proofs lead to */
            checkpoint: string;
            /** @description 节点公钥 PEM / the node's public key */
            key: string;
        };
        StepDurationList: {
            rows: {
                kind: string;
                /** @description 事件，及角色或环节 / the event, with role or act */
                step: string;
                org: string;
                count: number;
                median_hours: number;
                p90_hours: number;
                longest_hours: number;
                /** @description 有期限的次数 / how many had a last day */
                clocked: number;
                /** @description 其中逾期 / of these late */
                late: number;
            }[];
        };
        /** @description 单位登记信息 / What is entered of an organisation */
        RegisterOrganisation: {
            name: string;
            /** @enum {string} */
            level: "province" | "city" | "county";
            /** @enum {string} */
            party_type: "government_body" | "legal_person" | "unincorporated" | "social_organisation" | "natural_person";
            roles: string[];
            /** @description 统一社会信用代码 GB 32100 */
            credit_code?: string;
            /** @description 行政区划代码 GB/T 2260 */
            division?: string;
            parent?: string;
            /** @description 关联单位 / related organisations */
            related?: string[];
        };
        ChangeOrganisationRoles: {
            roles: string[];
            reason: string;
        };
        /** @description 人员登记信息 / What is entered of a person */
        RegisterPerson: {
            org: string;
            account: string;
            name: string;
            duties?: ("staff" | "system_admin" | "security_admin" | "audit_admin")[];
        };
        DisablePerson: {
            reason: string;
        };
        ResetPassword: {
            reason: string;
        };
        Organisation: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active";
            name: string;
            level: string;
            party_type: string;
            roles: string[];
            credit_code?: string;
            division?: string;
            parent?: string;
            related?: string[];
        };
        Person: {
            id: string;
            version: number;
            org: string;
            account: string;
            /** @description 姓名，存于账本之外 / kept outside the ledger */
            name?: string;
            duties: string[];
            /** @enum {string} */
            status: "active" | "disabled";
        };
        RegisteredPerson: {
            id: string;
            version: number;
            org: string;
            account: string;
            duties: string[];
            /** @enum {string} */
            status: "active";
            /** @description 首次登录后须修改 / must be changed at first sign-in */
            one_time_password: string;
        };
        OrganisationList: {
            rows: components["schemas"]["Organisation"][];
            next?: string;
        };
        PersonList: {
            rows: components["schemas"]["Person"][];
            next?: string;
        };
        Disclosure: {
            /** @description 编制时间 / when it was drawn up */
            made: string;
            /** @description 当时账本的条目数 / entries of the ledger at that time */
            size: number;
            /** @description 账本公钥 PEM / the ledger's public key */
            key: string;
            grants: components["schemas"]["PublishedGrant"][];
            scenarios: components["schemas"]["PublishedScenario"][];
            products: components["schemas"]["PublishedProduct"][];
            usage: components["schemas"]["PublishedUsage"][];
        };
        PublishedGrant: {
            id: string;
            /** @description 状态 / state of the agreement */
            status: string;
            /** @description 实施机构名称 / name of the implementing agency */
            agency: string;
            /** @description 运营主体名称 / name of the operator */
            operator: string;
            /** @description 资源名称 / titles of the resources */
            resources: string[];
            starts: string;
            ends: string;
            /** @description 开始退出之日，仅已退出或正在退出的授权 / day on which the exit began, of grants that ended or are ending by one */
            ended?: string;
            /** @description 首条账本记录 / ledger number of the first entry */
            seq: number;
        };
        PublishedScenario: {
            id: string;
            status: string;
            title: string;
            /** @enum {string} */
            purpose: "public_interest" | "industry";
            applicant: string;
            operator: string;
            resources: string[];
            /** @description 已上架的产品编号 / ids of the listed products that came of it */
            products: string[];
            ends?: string;
            /** @description 批准日 / day of the approval */
            approved: string;
            /** @description 终止日 / day on which it was ended */
            ended?: string;
            seq: number;
        };
        PublishedProduct: {
            id: string;
            title: string;
            summary: string;
            /** @enum {string} */
            kind: "package" | "api" | "verification";
            purpose: string;
            operator: string;
            scenario: string;
            /** @description 每次使用须经授权同意 / each use needs a consent */
            personal: boolean;
            charged: boolean;
            /** @description 每次或每份价格，分 / price of a call or a package in fen */
            fen?: number;
            price_basis?: string;
            /** @description 登记编号 / registration number */
            registration?: string;
            /** @description 上架日 / day of the listing */
            listed: string;
            /** @description 召回日，仅已召回的产品 / day of the recall, of those that were recalled */
            withdrawn?: string;
            seq: number;
        };
        PublishedUsage: {
            product: string;
            /** @description 已结束的月份，年-月 / a month that is over, YYYY-MM */
            month: string;
            /** @description 不予公布 / not published, as too few stand behind it */
            withheld: boolean;
            /** @description 已答复的调用，取整到十 / answered calls, rounded to tens */
            calls?: number;
        };
        PublicEntryList: {
            size: number;
            rows: components["schemas"]["PublicEntry"][];
        };
        PublicEntry: {
            seq: number;
            time: string;
            /** @description 事件 / the event */
            type: string;
            rules: string[];
            /** @description 叶子哈希 SM3 十六进制 / leaf hash */
            leaf: string;
        };
        WorkingCalendar: {
            /** @description 已载入的年份 / years that are loaded */
            years: number[];
            /** @description 休息的周一至周五 / weekdays that are off */
            days_off: string[];
            /** @description 上班的周六、周日（调休） / Saturdays and Sundays worked to make up */
            days_made_up: string[];
        };
        /** @description 产品的来源：数据包取自一个作业的结果，接口与核验取自供给的一项资源 / What the product is made of */
        ProductDefinition: {
            /** @description 数据包的来源作业 / job whose result the package is */
            job?: string;
            /** @description 接口、核验所用的目录条目 / catalog entry of an api or verification product */
            resource?: string;
            /** @description 查询键 / column a caller asks by */
            key_column?: string;
            /** @description 可答复或可核验的信息项 / columns answered or verified */
            columns?: string[];
        };
        /** @description 产品候选 / A product candidate */
        DraftProduct: {
            scenario: string;
            title: string;
            summary: string;
            /** @enum {string} */
            kind: "package" | "api" | "verification";
            definition: components["schemas"]["ProductDefinition"];
        };
        /** @description 产品登记的结果 / Outcome of the registration */
        RegisterProduct: {
            /** @description 登记编号 / registration number */
            number: string;
            /** Format: date */
            registered_on: string;
            /** @description 登记证明材料 / evidence document */
            document?: string;
        };
        FileProduct: {
            recipient: string;
            number: string;
            /** Format: date */
            filed_on: string;
        };
        ProductFiling: {
            recipient: string;
            due?: string;
            number?: string;
            filed_on?: string;
        };
        /** @description 定价，单位为分，按次或按份 / Price in fen, for a call or a package */
        PriceProduct: {
            charged: boolean;
            fen?: number;
            /** @description 定价依据 / basis of the price */
            basis?: string;
            document?: string;
        };
        /** @description 下架 / Recall */
        RecallProduct: {
            reason: string;
        };
        ProductCheckItem: {
            item: string;
            passed: boolean;
            evidence: string;
        };
        ProductReport: {
            /** @description 检查时刻（毫秒）/ time of the check in milliseconds */
            checked: number;
            items: components["schemas"]["ProductCheckItem"][];
        };
        ProductRelease: {
            file: string;
            /** @description 封存文件的 SM3 / SM3 of the sealed file */
            digest: string;
            /** @description 数据包明文的 SM3 / SM3 of a package's plain content */
            content_digest?: string;
            rows: number;
            bytes: number;
            /** @description 行键为令牌 / row keys are tokens */
            tokenised: boolean;
        };
        Product: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "checked" | "submitted" | "approved" | "returned" | "refused" | "listed" | "recalled" | "ended";
            operator_org: string;
            /** @description 协议的实施机构 / the agency of the agreement */
            agency: string;
            author: string;
            /** @description 写过任一版本的人，均不得审核 / everyone who wrote a version; none of them reviews */
            authors: string[];
            content: components["schemas"]["DraftProduct"];
            /** @enum {string} */
            purpose: "public_interest" | "industry";
            /** @description 每次使用须有授权同意 / consent needed at each use */
            personal: boolean;
            report?: components["schemas"]["ProductReport"];
            review?: components["schemas"]["ChainRun"];
            registration?: components["schemas"]["RegisterProduct"];
            price?: components["schemas"]["PriceProduct"];
            release?: components["schemas"]["ProductRelease"];
            listed_at?: number;
            recall_reason?: string;
            filings?: components["schemas"]["ProductFiling"][];
        };
        EgressSource: {
            table: string;
            column: string;
            uses: string[];
            /** @description 供给前的脱敏 / masking before the supply */
            technique?: string;
            grade?: string;
            identity?: string;
        };
        EgressColumn: {
            name: string;
            type?: string;
            /** @enum {string} */
            how: "key" | "aggregate" | "computed" | "column" | "constant";
            direct?: boolean;
            predicates?: string[];
            sources: components["schemas"]["EgressSource"][];
        };
        EgressRule: {
            value: number;
            rules: {
                rule: string;
                article: string;
            }[];
            /** @description 产品默认，非法定 / the product's own, not law */
            product_default: boolean;
        };
        /** @description 攻击模拟，比例以百万分之一计 / Attack simulation, shares in parts per million */
        EgressAttacks: {
            /** @description 供给数据按原样输出的字段分组后单独成组的行 / supplied rows alone over the columns shown as they are */
            uniqueness?: Record<string, never>;
            /** @description 以这些字段链接输出 / linking the output over the same columns */
            linkage?: Record<string, never>;
            /** @description 输出值与供给值相同的比例 / output values equal to supplied ones */
            raw_overlap: Record<string, never>[];
            /** @description 与以往全部发布作差 / differencing against everything released before */
            differencing: Record<string, never>[];
            /** @description 与同列的以往产品重合的行 / rows that earlier products with the same columns had */
            earlier_outputs: Record<string, never>[];
        };
        EgressReport: {
            product: string;
            title: string;
            kind: string;
            status: string;
            scenario: string;
            /** @description 生成时刻（毫秒）/ time in milliseconds */
            generated: number;
            check?: components["schemas"]["ProductReport"];
            job?: {
                id: string;
                sql: string;
                purpose: string;
                plan_hash: string;
            };
            rules?: {
                [key: string]: components["schemas"]["EgressRule"];
            };
            columns: components["schemas"]["EgressColumn"][];
            statistics?: {
                rows: number;
                columns: number;
                cells: number;
                empty: number;
                withheld: number;
                controlled: boolean;
                verdict: string;
            };
            attacks?: components["schemas"]["EgressAttacks"];
            /** @description 隐去了什么、为什么 / what was suppressed and why */
            suppressed?: {
                group: string;
                measure: string;
                reason: string;
                rows: number;
                entities: number;
            }[];
            /** @description 隐去的总数；所列为其开头部分，较早封存的结果没有此项 / how much in all; the list is the beginning of it. Results sealed earlier lack it */
            suppressed_total?: {
                /** @description 整组隐去 / groups that are absent whole */
                groups: number;
                /** @description 所列各组中隐去的单元格 / cells in groups that are shown */
                cells: number;
            };
            table?: components["schemas"]["EgressTable"];
        };
        /** @description 拟放行的内容，仅审核方可见 / what would leave, for reviewers alone */
        EgressTable: {
            columns: string[];
            /** @description 前 500 行 / the first 500 rows */
            rows: unknown[][];
            /** @description 不予公布的单元格：行、列 / withheld cells: row, column */
            withheld: number[][];
            rows_total: number;
            /** @description 各列的统计，按全部行 / figures of each column over all rows */
            figures: {
                column: string;
                missing: number;
                distinct: number;
                min?: number;
                max?: number;
                sum?: number;
            }[];
        };
        ProductList: {
            rows: components["schemas"]["Product"][];
            next?: string;
        };
        /** @description 资源登记申请 / An application to register a resource */
        ApplyRegistration: {
            /** @description 目录条目编号 / catalog entry */
            entry: string;
            /**
             * @description 首次、变更、更正、续展、注销 / the kind of application
             * @enum {string}
             */
            kind: "initial" | "change" | "correction" | "renewal" | "cancellation";
            /** @description 申请材料 → 材料编号 / material → document */
            materials: {
                [key: string]: string;
            };
            /** @description 国资规定落实情况的决定编号 / decision that the state-asset duties are met */
            state_asset?: string;
            /** @description 首次以外须指明原登记 / the registration concerned; needed for every kind but the initial */
            of?: string;
        };
        RevokeRegistration: {
            /** @description 撤销情形 / the case in which registrations are revoked */
            ground: string;
            reason: string;
            /** @description 佐证材料编号 / supporting document */
            document: string;
        };
        DecideAcceptance: {
            accept: boolean;
            /** @description 不予受理须说明 / needed when not accepted */
            reason?: string;
        };
        DecideFormalReview: {
            pass: boolean;
            reason?: string;
            basis?: string;
        };
        RaiseObjection: {
            grounds: string;
            /** @description 佐证材料编号 / supporting document */
            evidence: string;
        };
        ResolveObjection: {
            index: number;
            upheld: boolean;
            reason: string;
        };
        Objection: {
            person: string;
            org: string;
            grounds: string;
            evidence: string;
            raised: number;
            /** @enum {string} */
            status: "open" | "upheld" | "dismissed";
            reason?: string;
        };
        Registration: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "applied" | "accepted" | "not_accepted" | "reviewed" | "rejected" | "noticed" | "registered" | "superseded" | "lapsed" | "cancelled" | "revoked" | "ended";
            entry: string;
            registrant: string;
            author: string;
            kind: string;
            materials: {
                [key: string]: string;
            };
            state_asset?: string;
            /** @description 当前步骤的期限 / due day of the present step */
            due?: string;
            reason?: string;
            reviewer?: string;
            notice_until?: string;
            objections: components["schemas"]["Objection"][];
            code?: string;
            valid_until?: string;
            /** @description 所涉的原登记 / the registration concerned */
            of?: string;
            /** @description 取代或注销本登记的申请 / application that replaced or cancelled this one */
            followed_by?: string;
            /** @description 撤销情形 / case of revocation */
            ground?: string;
            /** @description 续展窗口的第一日 / first day of the renewal window */
            renew_from?: string;
            /** @description 窗口已开；自该日起告急 / the window is open, and presses from this day */
            renew_near?: string;
        };
        RegistrationList: {
            rows: components["schemas"]["Registration"][];
            next?: string;
        };
        /** @description 需要的一个信息项 / One data item asked for */
        DemandedColumn: {
            name: string;
            /** @description 用途；lookup 为单条查询的键或答案 / lookup is the key or the answer of a record answer */
            uses: ("join" | "filter" | "group" | "aggregate" | "masked" | "visible" | "lookup")[];
            /**
             * @description 脱敏方法 / masking technique
             * @enum {string}
             */
            technique?: "keep" | "suppress" | "pseudonymise" | "division_province" | "division_city" | "division_county" | "industry_section" | "industry_division" | "industry_group" | "industry_class" | "decade" | "year" | "quarter" | "month" | "age_band" | "band" | "bucket" | "truncate" | "shift" | "noise";
            /** @description 方法参数，如分段宽度、分段边界、位移天数、噪声幅度、参照日 / parameter of the technique */
            parameter?: string;
            /** @description 为何必需 / why it is necessary */
            reason: string;
        };
        /** @description 对一项资源的需求 / What is asked of one resource */
        ResourceDemand: {
            /** @description 目录条目编号 / catalog entry */
            resource: string;
            /** @description 在查询中的表名 / name of the table in queries */
            table: string;
            columns: components["schemas"]["DemandedColumn"][];
        };
        /** @description 应用场景 / An application scenario */
        DraftScenario: {
            agreement: string;
            title: string;
            /** @enum {string} */
            purpose: "public_interest" | "industry";
            items: {
                [key: string]: string;
            };
            demand: components["schemas"]["ResourceDemand"][];
            /** Format: date */
            ends?: string;
        };
        Scenario: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "draft" | "submitted" | "approved" | "returned" | "refused" | "ended";
            applicant: string;
            operator_org: string;
            /** @description 协议的实施机构 / the agency of the agreement */
            agency: string;
            author: string;
            /** @description 写过任一版本的人，均不得审核 / everyone who wrote a version; none of them reviews */
            authors: string[];
            content: components["schemas"]["DraftScenario"];
            review?: components["schemas"]["ChainRun"];
            /** @description 所需资源的提供单位 / providers of the demanded resources */
            providers?: string[];
        };
        ScenarioList: {
            rows: components["schemas"]["Scenario"][];
            next?: string;
        };
        SignIn: {
            account: string;
            password: string;
        };
        ChangePassword: {
            old_password: string;
            new_password: string;
        };
        Session: {
            /** @description 页面登录时不出现，改存于 Cookie / absent when a page signs in; the cookie holds it */
            token?: string;
            expires: string;
            person: string;
            must_change_password: boolean;
        };
        Actor: {
            person: string;
            name: string;
            org: string;
            org_name: string;
            roles: string[];
            duties: string[];
            /** @description 所在单位承担决策或监督职责，可查看全部记录 / the organisation decides or supervises and sees every record */
            oversees: boolean;
        };
        TodoList: {
            rows: {
                kind: string;
                id: string;
                step: string;
                role: string;
                due?: string;
                /** @description 距期限的工作日，逾期为负 / working days to the due date, negative when overdue */
                working_days_left?: number;
                /**
                 * @description 临近或逾期 / near its last day, or past it
                 * @enum {string}
                 */
                state?: "near" | "overdue";
                /** @description 同时提醒的角色 / roles that see it as well */
                escalated_to?: string[];
            }[];
        };
        /** @description 导入社会数据；rows 为带表头的 CSV / Import social data; rows are CSV with a header */
        ImportSocialData: {
            /** @description 通过的审核事项，只供一次导入 / the matter in which the import was let through; each serves one import */
            review: string;
            table: string;
            /** @description 从何处、凭何取得 / from whom and on what ground it was obtained */
            source: string;
            columns: components["schemas"]["SocialColumn"][];
            rows: string;
        };
        /** @description 一列 / One column */
        SocialColumn: {
            name: string;
            /** @enum {string} */
            type: "boolean" | "integer" | "decimal" | "text" | "date";
        };
        SocialData: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "held" | "exited";
            workspace: string;
            scenario: string;
            operator_org: string;
            agency: string;
            author: string;
            review: string;
            /** @description 审核所循程序 / procedure of the review */
            procedure: string;
            source: string;
            table: string;
            columns: components["schemas"]["SocialColumn"][];
            /** @description 审核时提交的材料 / documents that the review rested on */
            evidence: {
                [key: string]: string;
            };
            /** @description 审核时写明的事项 / what the review stated */
            items: {
                [key: string]: unknown;
            };
            rows: number;
            bytes: number;
            /** @description 密封文件的 SM3 / SM3 of the sealed file */
            digest: string;
        };
        SocialDataList: {
            rows: components["schemas"]["SocialData"][];
            next?: string;
        };
        /** @description 停止什么、为什么、采取了什么保护措施 / What to stop, why, and which protective measures were taken */
        StopScope: {
            /** @enum {string} */
            scope_kind: "resource" | "scenario" | "product" | "developer" | "operator" | "node";
            /** @description 对象编号；节点为 node / id of the object; "node" for the whole node */
            scope_id: string;
            reason: string;
            measures: string;
            /** @description 丢失、泄露、篡改、毁损等重大事件 / a major incident */
            major: boolean;
            /**
             * @description 只停处理，还是连同已交付的产品一并停止；省略按规则包 / processing only, or what is delivered as well; left out, as the pack says
             * @enum {string}
             */
            extent?: "processing" | "all";
        };
        /** @description 会同评估意见 / What one of the assessing bodies finds */
        AssessStop: {
            /** @description 以何角色评估 / the role one acts in */
            role: string;
            /**
             * @description 可恢复，或须继续停止 / may go on, or stays stopped
             * @enum {string}
             */
            finding: "resume" | "keep";
            text: string;
            /** @description 评估材料编号 / document of the assessment */
            document?: string;
        };
        ReportStop: {
            /** @description 接收方角色 / role of the recipient */
            recipient: string;
            /** @description 报告文号 / number of the report */
            number?: string;
        };
        LiftStop: {
            assessment: string;
        };
        StopReport: {
            recipient: string;
            number?: string;
            time: number;
            person: string;
        };
        StopAssessment: {
            role: string;
            org: string;
            person: string;
            finding: string;
            text: string;
            document?: string;
            time: number;
        };
        Stop: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "lifted";
            scope_kind: string;
            scope_id: string;
            reason: string;
            measures: string;
            major: boolean;
            ordered_by: string;
            org: string;
            since: number;
            must_report: string[];
            reports: components["schemas"]["StopReport"][];
            lifted_by?: string;
            assessment?: string;
            extent?: string;
            /** @description 恢复前须评估的角色 / roles that assess before it is lifted */
            must_assess?: string[];
            /** @description 由该事项的程序下达，只由其程序解除 / id of the matter that ordered it and alone lifts it */
            by_matter?: string;
            assessments?: components["schemas"]["StopAssessment"][];
        };
        StopList: {
            rows: components["schemas"]["Stop"][];
            next?: string;
        };
        /** @description 数源侧公钥 / The public key of a source */
        RegisterSourceKey: {
            /** @description 数源侧名称 / name of the source */
            name: string;
            /** @description SM2 公钥 (PEM) / SM2 public key in PEM */
            public_key_pem: string;
        };
        /** @description 撤销公钥 / Revoke a key */
        RevokeSourceKey: {
            reason: string;
        };
        /** @description 下达脱敏指令 / Issue a masking order */
        IssueMaskingOrder: {
            scenario: string;
            /** @description 目录条目编号 / catalog entry */
            resource: string;
            /** @description 数源侧公钥编号；不填时取提供单位最新的有效公钥 / the source's key; the provider's newest active key when left out */
            source_key?: string;
            /**
             * Format: date
             * @description 年龄分段的参照日；不填为当日 / day that age bands count to; today when left out
             */
            reference_date?: string;
            /** @description 记载同意的信息项（布尔，或同意截止日）；未同意的行不出数源侧 / item that records consent (boolean, or its last day); rows without it stay at the source */
            consent_column?: string;
            /** @description 记载同意所针对场景的信息项（文本，场景编号以空格分隔） / text item with the ids of the scenarios that the consent is for */
            consent_scenarios?: string;
            /** @description 敏感列，计入 l-多样性和 t-接近度，不改变脱敏 / columns whose l-diversity and t-closeness are measured; masking stays as it is */
            sensitive?: string[];
        };
        /** @description 撤回脱敏指令 / Withdraw a masking order */
        WithdrawMaskingOrder: {
            reason: string;
        };
        /** @description 带签名的批次清单 / A signed batch manifest */
        AnnounceBatch: {
            /** @description 规范化 JSON / canonical JSON */
            document: string;
            /** @description SM2 签名 (Base64) / SM2 signature in base64 */
            signature: string;
        };
        /** @description 供给的一列 / One column as supplied */
        SuppliedColumn: {
            name: string;
            /** @enum {string} */
            type: "boolean" | "integer" | "decimal" | "text" | "date";
            technique: string;
            grade: string;
            identity: string;
        };
        /**
         * @description 脱敏前后的重标识风险，由数源侧测量；平台复核脱敏后的 k 和等价类数。比例以百万分之一计。
         *     Re-identification risk before and after masking, measured by the source; the platform counts k and classes after masking again. Shares in parts per million.
         */
        BatchRisk: {
            /** @description 测量方法版本 / version of the method */
            method: string;
            /**
             * @description k 的计数单位 / what k counts
             * @enum {string}
             */
            unit: "entities" | "rows";
            /** @description 脱敏前最小等价类 / smallest class before */
            k_before: number;
            k_after: number;
            /** @description 脱敏前独一无二的行 / rows alone in their class before */
            unique_before: number;
            unique_after: number;
            classes_before: number;
            classes_after: number;
            /** @description 敏感列的 l-多样性 / distinct l-diversity */
            l_before?: number;
            l_after?: number;
            /** @description 敏感列的 t-接近度 / t-closeness, total variation */
            t_before?: number;
            t_after?: number;
            /** @description GB/T 42460 分级的本产品估计，不是评估结论 / the product's own estimate of the grade of GB/T 42460, not an assessment */
            grade_estimate: number;
            /** @description 估计的依据 / what the estimate rests on */
            grade_basis: string;
        };
        /** @description 按同意过滤 / Filtered by consent */
        BatchConsent: {
            column: string;
            /** @description 因无同意留在数源侧的行 / rows left at the source for lack of consent */
            rows_without: number;
        };
        /** @description 疑似原始数据的一列 / A column that looks raw */
        RawColumn: {
            column: string;
            kind: string;
        };
        SourceKey: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "active" | "revoked";
            org: string;
            registered_by: string;
            name: string;
            public_key_pem: string;
            /** @description 公钥点的 SM3 / SM3 of the public point */
            fingerprint: string;
            reason?: string;
        };
        MaskingOrder: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "issued" | "withdrawn";
            scenario: string;
            resource: string;
            agency: string;
            provider: string;
            issued_by: string;
            source_key: string;
            fingerprint: string;
            /** @description 受保护主体，空为无 / protected population or empty */
            population: string;
            columns: components["schemas"]["SuppliedColumn"][];
            /** @description 脱敏规则版本 / version of the masking rules */
            rule_version?: string;
            /** @description 按此列的同意过滤 / rows are filtered by this consent */
            consent_column?: string;
            /** @description 同意所针对的场景 / scenarios that the consent is for */
            consent_scenarios?: string;
            /** @description 指令文本的 SM3 / SM3 of the document */
            digest: string;
            reason?: string;
            /** @description 签名文本，交数源侧 / the signed document for the source */
            document?: string;
            signature?: string;
            /** @description 本节点公钥 (PEM) / public key of this node */
            node_public_key?: string;
        };
        Batch: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "announced" | "accepted" | "refused" | "replaced";
            order: string;
            scenario: string;
            resource: string;
            agency: string;
            provider: string;
            operator_org: string;
            announced_by: string;
            /** @description 数源侧的批次号 / the source's name of the batch */
            source_batch: string;
            manifest_digest: string;
            rows: number;
            entities: number;
            chunks: number;
            bytes: number;
            population: string;
            /** @description 受保护主体编号的指纹 / fingerprint of the numbering of the population */
            numbering?: string;
            columns: components["schemas"]["SuppliedColumn"][];
            label?: string;
            /** @description 脱敏规则版本 / version of the masking rules */
            rule_version?: string;
            risk?: components["schemas"]["BatchRisk"];
            consent?: components["schemas"]["BatchConsent"];
            /** @description 拒收的错误码 / code of the refusal */
            fault?: string;
            findings: components["schemas"]["RawColumn"][];
            /** @description 平台尚缺的分片 / chunks that the platform lacks */
            missing?: number[];
        };
        SourceKeyList: {
            rows: components["schemas"]["SourceKey"][];
            next?: string;
        };
        MaskingOrderList: {
            rows: components["schemas"]["MaskingOrder"][];
            next?: string;
        };
        BatchList: {
            rows: components["schemas"]["Batch"][];
            next?: string;
        };
        /** @description 开通开发利用环境；规则包许可时，应用主体可开通自己的环境 / Open a workspace; where the pack lets them, developers open their own */
        OpenWorkspace: {
            scenario: string;
            /** @description 应用主体与运营主体生效的应用协议 / a developer's agreement in force with the operator */
            application_agreement?: string;
        };
        /** @description 一条查询 / One query */
        QueryText: {
            sql: string;
        };
        /** @description 提交作业 / Submit a job */
        SubmitJob: {
            workspace: string;
            sql: string;
            purpose: string;
            /** @description 参数及其取值范围，随计划一并批准 / parameters with their domains, approved together with the plan */
            parameters?: components["schemas"]["JobParameter"][];
        };
        /** @description 参数，SQL 中写作 $name 或 :name；取值列出，或给出含两端的区间 / A parameter, $name or :name in the SQL, with listed values or a range of which both ends belong to it */
        JobParameter: {
            name: string;
            /** @enum {string} */
            type: "boolean" | "integer" | "decimal" | "text" | "date";
            values?: string[];
            from?: string;
            to?: string;
        };
        /** @description 本次运行的参数值 / Values of the parameters in this run */
        RunJob: {
            values?: {
                [key: string]: string;
            };
        };
        /** @description 批准作业，写明所批准的计划 / Approve a job; names the plan that is approved */
        ApproveJob: {
            plan_hash: string;
        };
        /** @description 不批准作业 / Refuse a job */
        RefuseJob: {
            reason: string;
        };
        /** @description 申请脱敏抽样数据 / Ask for a sample of masked rows */
        RequestDevelopmentSample: {
            workspace: string;
            table: string;
            /** @description 抽取主体的百分比 / percent of the entities */
            share_percent: number;
            purpose: string;
        };
        /** @description 不放行抽样数据 / Refuse a sample */
        RefuseDevelopmentSample: {
            reason: string;
        };
        MaskedSample: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "requested" | "released" | "refused";
            workspace: string;
            scenario: string;
            operator_org: string;
            agency: string;
            author: string;
            purpose: string;
            /** @description 抽样参数，同样的参数得同样的行 / how it is drawn; the same numbers give the same rows */
            parameters: {
                resource: string;
                table: string;
                batch: string;
                population: string;
                seed: number;
                share_percent: number;
                most_entities: number;
                /** @description 准标识符的每个等价类至少的主体数 / entities of the batch that share the quasi-identifiers of each row */
                k: number;
            };
            decided_by?: string;
            reason?: string;
            rows?: number;
            entities?: number;
            /** @description 只给审核方 / for whoever decides */
            figures?: {
                rows: number;
                entities: number;
                batch_entities: number;
                /** @description 每行的准标识符都与至少 k 个主体相同 / whose rows all share their quasi-identifiers with k entities */
                eligible_entities: number;
            };
        };
        MaskedSampleList: {
            rows: components["schemas"]["MaskedSample"][];
            next?: string;
        };
        SampleNotes: {
            /** @constant */
            method: "sample/1";
            k: number;
            sample: string;
            share_percent: number;
            seed: number;
            rows: number;
            entities: number;
        };
        /** @description 运营主体导入的原样数据 / rows the operator imported, as they are */
        ImportNotes: {
            /** @constant */
            method: "imported/1";
            social_data: string;
            rows: number;
        };
        /** @description 一张表的合成数据 / Synthetic rows of one table */
        DevelopmentSample: {
            resource: string;
            table: string;
            batch: string;
            seed: number;
            rows: number;
            k: number;
        };
        Workspace: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "open" | "exited";
            scenario: string;
            agreement: string;
            operator_org: string;
            agency: string;
            opened_by: string;
            samples: components["schemas"]["DevelopmentSample"][];
            /** @description 应用主体自己的环境 / of a developer's own workspace */
            developer_org?: string;
            application_agreement?: string;
        };
        GrantedColumn: {
            name: string;
            type: string;
            uses: string[];
            identity: boolean;
        };
        GrantedTable: {
            name: string;
            resource: string;
            /** @description 已有验收批次 / a batch has been accepted */
            supplied: boolean;
            /** @description 行涉及受保护主体 / its rows are about protected entities */
            protected: boolean;
            /** @description 运营主体导入的社会数据，resource 为其编号 / social data that the operator imported; resource is its id */
            imported?: boolean;
            columns: components["schemas"]["GrantedColumn"][];
        };
        WorkspaceTables: {
            workspace: string;
            epoch: number;
            /** @description 每格至少涉及的主体数 / least number of entities behind a cell */
            k: number;
            tables: components["schemas"]["GrantedTable"][];
        };
        ExplainedColumn: {
            name: string;
            type: string;
            /** @description 原样给出一个字段的值 / shows values of one column as they are */
            direct: boolean;
            /** @description 决定哪些行计入的字段 / columns that decided which rows stand behind it */
            predicates?: string[];
            /**
             * @description 如何得来 / how it is made
             * @enum {string}
             */
            how: "key" | "aggregate" | "computed" | "column" | "constant";
            sources: {
                table: string;
                column: string;
                uses: string[];
            }[];
        };
        Explanation: {
            /** @description 结果可能不予公布 / an answer can be withheld */
            controlled: boolean;
            k: number;
            epoch: number;
            columns: components["schemas"]["ExplainedColumn"][];
            tables: string[];
            /** @description 规范化计划 / canonical plan */
            plan: string;
            plan_hash: string;
            rule?: string;
            article?: string;
        };
        SyntheticNotes: {
            method: string;
            /** @description 每个取值和取值对背后至少的主体数 / entities behind every value and pair of values */
            k: number;
            columns: {
                column: string;
                drawn_from: string;
                /** @description 可出现的取值占原有行的比例 / share of rows whose value may appear */
                coverage_ppm: number;
                /** @description 依此列抽取 / drawn given this column */
                given?: string;
            }[];
            /** @description 以百分数计 / in percent */
            fidelity: {
                /** @description 边际的全变差距离 / total variation distance of margins */
                margin_distance_mean: number;
                margin_distance_worst: number;
                /** @description 两列关联 (Cramér V) 的误差 / error of the dependence of pairs (Cramér's V) */
                dependence_error_mean: number;
                dependence_error_worst: number;
                /** @description 各列独立抽取时的误差 / the error if columns were drawn apart */
                dependence_error_independent: number;
            };
        };
        DevelopmentAnswer: {
            /** @description 各表均为合成数据 / the rows of all tables are synthetic */
            synthetic: boolean;
            /** @description 各表数据如何得来：合成的方法与实测保真度，或抽样参数 / by table how its rows were made and how faithful they are or how they were drawn */
            notes: {
                [key: string]: components["schemas"]["SyntheticNotes"] | components["schemas"]["SampleNotes"] | components["schemas"]["ImportNotes"];
            };
            columns: {
                name: string;
                type: string;
            }[];
            rows: unknown[][];
        };
        /** @description 作业。行数、不予公布的细节和结果摘要只给审核方 / Counts, withheld detail and digest are for reviewers only. */
        Job: {
            id: string;
            version: number;
            /** @enum {string} */
            status: "submitted" | "approved" | "refused" | "running" | "done" | "withheld" | "failed" | "cancelled";
            workspace: string;
            scenario: string;
            operator_org: string;
            agency: string;
            author: string;
            sql: string;
            purpose: string;
            plan: string;
            plan_hash: string;
            /** @description 提交时的政策版本 / policy epoch at submission */
            epoch: number;
            tables: string[];
            parameters?: components["schemas"]["JobParameter"][];
            /** @description 所依据的带参数作业 / job with parameters that this is a run of */
            parent?: string;
            values?: {
                [key: string]: string;
            };
            approved_by?: string;
            reason?: string;
            started?: number;
            finished?: number;
            batches?: string[];
            result_digest?: string;
            rows?: number;
            withheld_cells?: number;
            fault?: string;
            progress?: components["schemas"]["JobProgress"];
        };
        /** @description 运行中的进度；时刻和行数只给审核方 / How far a running job has come; times and rows are for reviewers only */
        JobProgress: {
            /**
             * @description 正在进行的阶段 / the phase under way
             * @enum {string}
             */
            phase: "preparing" | "loading" | "computing" | "sealing";
            /** @description 各阶段开始的时刻（毫秒）/ when each began, in milliseconds */
            phases?: {
                /** @enum {string} */
                phase: "preparing" | "loading" | "computing" | "sealing";
                since: number;
            }[];
            rows_loaded?: number;
            /** @description 所涉批次的行数 / rows of the batches behind it */
            rows_total?: number;
        };
        WithheldAttempts: {
            operator_org: string;
            scenario: string;
            /** @description 有结论的运行次数 / runs that came to an end */
            runs: number;
            /** @description 全部不予公布 / withheld as a whole */
            withheld: number;
            /** @description 部分单元格不予公布 / some cells withheld */
            partly: number;
            /** @description 放行时与以往发布相冲突 / refused when it was to leave */
            at_release: number;
            /** @description 最近一次的时刻（毫秒）/ time of the last one in milliseconds */
            last?: number;
        };
        WithheldAttemptList: {
            rows: components["schemas"]["WithheldAttempts"][];
        };
        WorkspaceList: {
            rows: components["schemas"]["Workspace"][];
            next?: string;
        };
        JobList: {
            rows: components["schemas"]["Job"][];
            next?: string;
        };
    };
    responses: {
        /** @description 失败说明 / What went wrong and what would pass (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        Id: string;
        Status: string;
        /** @description 每页条数，1–500 / rows a page */
        Limit: number;
        /** @description 上一页最后一条的 id / id of the last row of the page before */
        After: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getStartPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 / The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getDocsPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 / The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getStaticFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example page.css */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 文件 / The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    getPortalPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 / The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getWebAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example index.js */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 文件 / The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            404: components["responses"]["Problem"];
        };
    };
    getContractJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    getContractYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
        };
    };
    listErrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 错误码、HTTP 状态与中英文说明 / Codes, HTTP status and texts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorEntry"][];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 存活 / Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 就绪 / Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 指标 / Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlanList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftPlan"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revisePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftPlan"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approvePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ByDecision"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordPlanFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFiling"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOperators: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    admitOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdmitOperator"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAgreements: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftAgreement"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviseAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftAgreement"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ByDecision"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordAgreementFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFiling"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyForRenewal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyForRenewal"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proposeAmendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeAmendment"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideAmendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ByDecision"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signAmendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCatalogEntries: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftCatalogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftCatalogEntry"];
            };
        };
        responses: {
            /** @description 草稿 / the draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCatalogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 条目 / the entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviseCatalogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftCatalogEntry"];
            };
        };
        responses: {
            /** @description 条目 / the entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitCatalogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 条目 / the entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewCatalogEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinion"];
            };
        };
        responses: {
            /** @description 条目 / the entry */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDevelopers: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeveloperList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    selectDeveloper: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SelectDeveloper"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Developer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDeveloper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Developer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assessDeveloper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessDeveloper"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Developer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewDeveloper: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinion"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Developer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listApplicationAgreements: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreementList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftApplicationAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftApplicationAgreement"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getApplicationAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviseApplicationAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftApplicationAgreement"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signApplicationAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endApplicationAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndWithReason"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationAgreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listApplicationKeys: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationKeyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueApplicationKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueApplicationKey"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApplicationKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeApplicationKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndWithReason"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSubscriptions: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subscribe"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndWithReason"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    clearGuard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndWithReason"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStatement: {
        parameters: {
            query: {
                /** @description 首日 / first day */
                from: string;
                /** @description 末日（含）/ last day */
                to: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageStatement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConsents: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordConsent"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndWithReason"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    callProduct: {
        parameters: {
            query?: never;
            header: {
                "X-Gongshu-Timestamp": string;
                "X-Gongshu-Nonce": string;
                "X-Gongshu-Signature": string;
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductCall"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadPackage: {
        parameters: {
            query: {
                subscription: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 数据包 / the package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsage: {
        parameters: {
            query?: {
                subscription?: string;
                product?: string;
                /** @description 从第几条起 / first number */
                from?: number;
                /** @description 自这一天起 / from this day on */
                since?: string;
                /** @description 至这一天止（含） / up to and including this day */
                until?: string;
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRecordList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    depositDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepositDocument"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocumentContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 原文 / the content */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOutsideDecisions: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideDecisionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enterOutsideDecision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterOutsideDecision"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOutsideDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmOutsideDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rejectOutsideDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectOutsideDecision"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleExceptionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    requestException: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestException"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleException"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleException"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decideException: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideException"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleException"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exchangeMessages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExchangeMessages"];
            };
        };
        responses: {
            /** @description 各条的处理结果和待取的报文 / what became of each message, and what waits for the caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exchangeChunk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-gongshu-chunk": string;
            };
        };
        responses: {
            /** @description 批次的状态和尚缺的分片 / status of the batch, and the chunks still missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeChunkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPeers: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerPeer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterPeer"];
            };
        };
        responses: {
            /** @description 对端 / the peer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 对端 / the peer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmPeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 对端 / the peer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    joinPeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 对端 / the peer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leavePeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 对端 / the peer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closePeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosePeer"];
            };
        };
        responses: {
            /** @description 对端 / the peer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Peer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportExchange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 文件 / the file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-gongshu-exchange": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExchangeMessages: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 对端编号 / id of the peer */
                peer?: string;
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeMessageList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExits: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startExit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartExit"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exit"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exit"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeExit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exit"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExitCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitCertificate"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExitNotices: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitNoticeList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExitNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExitNotice"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProcedures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 办事程序 / the procedures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMatters: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
                /** @description 办事程序 / of this procedure */
                procedure?: string;
                /** @description 针对的记录，kind/id / about this record */
                about?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openMatter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenMatter"];
            };
        };
        responses: {
            /** @description 事项 / the matter */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 事项 / the matter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    actOnMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActOnMatter"];
            };
        };
        responses: {
            /** @description 事项 / the matter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinion"];
            };
        };
        responses: {
            /** @description 事项 / the matter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matter"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftMatter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 草稿 / the draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatterDraft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 说明 / the guide */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Start"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    searchRecords: {
        parameters: {
            query: {
                q: string;
                /** @description 记录种类，如 catalog_entry / kind of record */
                kind?: string;
                /** @description 上一页的 next / next of the page before */
                after?: string;
                /** @description 写明 kind 时每页条数，1–50 / rows a page of one kind */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / what was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDoctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 自检结果，三十秒内相同 / the findings, the same for thirty seconds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 备份 / the backups */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已开始，进展见 getBackup / begun; see getBackup */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backup"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBackup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 备份 / the backup */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backup"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 规则 / the rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRules"];
            };
        };
        responses: {
            /** @description 已开始，进展见 getReplay / begun; see getReplay */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleReplay"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 重判 / the replay */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleReplay"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReviewChains: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 审核链 / the chains */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewChainList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settleClash: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleClash"];
            };
        };
        responses: {
            /** @description 节点规则记录 / the node's record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeRules"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    continueAfterExpiry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContinueAfterExpiry"];
            };
        };
        responses: {
            /** @description 节点规则记录 / the node's record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeRules"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description C2SP 签名便笺 / a C2SP signed note */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLedgerEntries: {
        parameters: {
            query?: {
                from?: number;
                /** @description 只看该记录 / of this record only, as kind/id */
                stream?: string;
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 条目 / entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getInclusionProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 证明 / the proof */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InclusionProof"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConsistencyProof: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 证明 / the proof */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsistencyProof"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    moveClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveClock"];
            };
        };
        responses: {
            /** @description 现在 / the time now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockTime"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDossier: {
        parameters: {
            query: {
                /** @description 该决定的账本序号 / ledger number of the decision */
                seq: number;
            };
            header?: never;
            path: {
                /** @description 记录种类 / kind of the record */
                kind: string;
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 材料 / the dossier */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listStepDurations: {
        parameters: {
            query?: {
                /** @description 只看这类记录 / of this kind of record only */
                kind?: string;
                /** @description 首日 / first day */
                from?: string;
                /** @description 末日 / last day */
                to?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 用时 / the times */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepDurationList"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrganisations: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterOrganisation"];
            };
        };
        responses: {
            /** @description 已登记 / registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 单位 / the organisation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeOrganisationRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeOrganisationRoles"];
            };
        };
        responses: {
            /** @description 单位 / the organisation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterPerson"];
            };
        };
        responses: {
            /** @description 已登记 / registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredPerson"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 人员 / the person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disablePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisablePerson"];
            };
        };
        responses: {
            /** @description 人员 / the person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPersonPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description 一次性口令 / the one-time password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredPerson"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDisclosure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 公开内容 / what is published */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disclosure"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPublicEntries: {
        parameters: {
            query?: {
                from?: number;
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 条目 / entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicEntryList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 与通常周历不同的日子 / the days that differ from an ordinary week */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingCalendar"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviseProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinion"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordProductFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEgressReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 报告 / the report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EgressReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEgressReportPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 页面 / the page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    priceProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recallProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecallProduct"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRegistrations: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyRegistration"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideAcceptance"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideFormalReview"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishRegistrationNotice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    raiseRegistrationObjection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RaiseObjection"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveRegistrationObjection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveObjection"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeRegistration"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listScenarios: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftScenario"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviseScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftScenario"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinion"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scenario"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description 会话 / the session */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 身份 / the actor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Actor"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 已退出 / signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description 已修改 / changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTodos: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 待办 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodoList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importSocialData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportSocialData"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocialData"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSocialData: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocialDataList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSocialData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SocialData"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listStops: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 列表 / the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopScope: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopScope"];
            };
        };
        responses: {
            /** @description 停止令 / the stop */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stop"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 停止令 / the stop */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stop"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportStop"];
            };
        };
        responses: {
            /** @description 停止令 / the stop */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stop"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    liftStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftStop"];
            };
        };
        responses: {
            /** @description 停止令 / the stop */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stop"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assessStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssessStop"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stop"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSourceKeys: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceKeyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerSourceKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterSourceKey"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSourceKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeSourceKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeSourceKey"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMaskingOrders: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskingOrderList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueMaskingOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueMaskingOrder"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskingOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMaskingOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskingOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawMaskingOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawMaskingOrder"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskingOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBatches: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    announceBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnounceBatch"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    finishBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putBatchChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                /**
                 * @description 分片序号，自 0 起 / Index of the chunk from 0
                 * @example 0
                 */
                index: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description 已核验并加密存储 / Checked and stored sealed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listWorkspaces: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenWorkspace"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkspaceTables: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceTables"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explainQuery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryText"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    queryDevelopment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryText"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevelopmentAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    submitJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitJob"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approveJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveJob"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refuseJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseJob"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunJob"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDevelopmentSamples: {
        parameters: {
            query?: {
                status?: components["parameters"]["Status"];
                /** @description 每页条数，1–500 / rows a page */
                limit?: components["parameters"]["Limit"];
                /** @description 上一页最后一条的 id / id of the last row of the page before */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskedSampleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    requestDevelopmentSample: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestDevelopmentSample"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskedSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDevelopmentSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskedSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseDevelopmentSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskedSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refuseDevelopmentSample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseDevelopmentSample"];
            };
        };
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaskedSample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWithheldAttempts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithheldAttemptList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结果 / the result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const pathsApiV1DurationsGetParametersQueryFormatValues: ReadonlyArray<FlattenedDeepRequired<paths>["/api/v1/durations"]["get"]["parameters"]["query"]["format"]> = ["json", "csv"];
export const healthStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Health"]["status"]> = ["ok"];
export const draftPlanModeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftPlan"]["mode"]> = ["whole", "by_sector", "by_scenario"];
export const maturityCertificateLevelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MaturityCertificate"]["level"]> = ["initial", "managed", "robust", "quantitatively_managed", "optimizing"];
export const operationPlanStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["OperationPlan"]["status"]> = ["draft", "submitted", "approved"];
export const operatorStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Operator"]["status"]> = ["admitted", "exited"];
export const agreementStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Agreement"]["status"]> = ["draft", "decided", "in_force", "expired", "exiting", "ended"];
export const dataItemTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DataItem"]["type"]> = ["boolean", "integer", "decimal", "text", "date"];
export const dataItemGradeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DataItem"]["grade"]> = ["general", "important", "core"];
export const draftCatalogEntryFormatValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftCatalogEntry"]["format"]> = ["table", "file", "interface"];
export const draftCatalogEntrySharingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftCatalogEntry"]["sharing"]> = ["unconditional", "conditional", "none"];
export const draftCatalogEntryUpdate_cycleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftCatalogEntry"]["update_cycle"]> = ["realtime", "daily", "weekly", "monthly", "quarterly", "yearly", "irregular"];
export const draftCatalogEntryOriginValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftCatalogEntry"]["origin"]> = ["own", "shared"];
export const catalogEntryStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["CatalogEntry"]["status"]> = ["draft", "submitted", "approved", "returned", "refused"];
export const dimensionVerdictVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DimensionVerdict"]["verdict"]> = ["pass", "fail"];
export const draftApplicationAgreementKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftApplicationAgreement"]["kind"]> = ["application_agreement", "confidentiality_agreement"];
export const developerStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Developer"]["status"]> = ["selected", "assessed", "approved", "returned", "refused"];
export const applicationAgreementStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApplicationAgreement"]["status"]> = ["draft", "in_force", "ended"];
export const applicationKeyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApplicationKey"]["status"]> = ["active", "revoked"];
export const issuedApplicationKeyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["IssuedApplicationKey"]["status"]> = ["active"];
export const subscriptionStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Subscription"]["status"]> = ["active", "ended"];
export const subscriptionGuardValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Subscription"]["guard"]> = ["slowed", "stopped"];
export const consentStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Consent"]["status"]> = ["given", "withdrawn"];
export const usageRowVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["UsageRow"]["verdict"]> = ["answered", "no_record", "matched", "not_matched", "refused"];
export const depositDocumentMedia_typeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DepositDocument"]["media_type"]> = ["application/pdf", "text/plain", "image/png", "image/jpeg", "application/xml", "application/ofd"];
export const enterOutsideDecisionDecision_kindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["EnterOutsideDecision"]["decision_kind"]> = ["government_approval", "major_decision", "operator_authorization", "finance_opinion", "state_asset_duty", "sharing_consent", "price_decision", "expert_review", "termination_review", "asset_disposal", "agency_appointment"];
export const enterOutsideDecisionOutcomeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["EnterOutsideDecision"]["outcome"]> = ["approved", "refused"];
export const documentStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Document"]["status"]> = ["deposited"];
export const outsideDecisionStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["OutsideDecision"]["status"]> = ["entered", "confirmed", "rejected"];
export const ruleExceptionStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleException"]["status"]> = ["requested", "approved", "refused"];
export const exchangeOutcomeOutcomeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExchangeOutcome"]["outcome"]> = ["accepted", "refused", "repeated", "acknowledged"];
export const exchangeChunkAnswerStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExchangeChunkAnswer"]["status"]> = ["announced", "accepted", "refused", "replaced"];
export const peerStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Peer"]["status"]> = ["proposed", "active", "closed"];
export const exchangeMessageStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExchangeMessage"]["status"]> = ["accepted", "refused", "waiting", "delivered"];
export const startExitCauseValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StartExit"]["cause"]> = ["expired", "terminated_early", "breach", "other"];
export const startExitAlso_deleteValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StartExit"]["also_delete"]> = ["authorized_data", "results", "products", "social_data"];
export const exitFileCategoryValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExitFile"]["category"]> = ["authorized_data", "results", "products", "social_data"];
export const exitStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Exit"]["status"]> = ["started", "revoked", "listed", "shredded", "deleted", "ended", "certified"];
export const exitCertificateAlgorithmValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExitCertificate"]["algorithm"]> = ["SM2-SM3"];
export const exitNoticeStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExitNotice"]["status"]> = ["given"];
export const giveOpinionVerdictValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["GiveOpinion"]["verdict"]> = ["pass", "refuse", "send_back", "recuse"];
export const settleClashPrevailsValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SettleClash"]["prevails"]> = ["local", "overlay"];
export const startPackStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Start"]["pack"]["status"]> = ["in_force", "trial", "draft"];
export const backupStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Backup"]["status"]> = ["running", "done", "failed"];
export const doctorCheckFindingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DoctorCheck"]["finding"]> = ["ok", "warning", "problem"];
export const packInForceStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PackInForce"]["status"]> = ["in_force", "trial", "draft"];
export const ruleListStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleList"]["status"]> = ["in_force", "trial", "draft"];
export const ruleReplayStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleReplay"]["status"]> = ["running", "done", "failed"];
export const replayFlipThenValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ReplayFlip"]["then"]> = ["passed", "refused"];
export const replayFlipNowValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ReplayFlip"]["now"]> = ["passed", "refused"];
export const termUnitValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Term"]["unit"]> = ["working_days", "days", "months", "quarters", "years"];
export const ruleBehindLevelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RuleBehind"]["level"]> = ["must", "principle", "evidence", "encourage"];
export const registerOrganisationLevelValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RegisterOrganisation"]["level"]> = ["province", "city", "county"];
export const registerOrganisationParty_typeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RegisterOrganisation"]["party_type"]> = ["government_body", "legal_person", "unincorporated", "social_organisation", "natural_person"];
export const registerPersonDutiesValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RegisterPerson"]["duties"]> = ["staff", "system_admin", "security_admin", "audit_admin"];
export const organisationStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Organisation"]["status"]> = ["active"];
export const personStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Person"]["status"]> = ["active", "disabled"];
export const registeredPersonStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["RegisteredPerson"]["status"]> = ["active"];
export const publishedScenarioPurposeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PublishedScenario"]["purpose"]> = ["public_interest", "industry"];
export const publishedProductKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PublishedProduct"]["kind"]> = ["package", "api", "verification"];
export const draftProductKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftProduct"]["kind"]> = ["package", "api", "verification"];
export const productStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Product"]["status"]> = ["draft", "checked", "submitted", "approved", "returned", "refused", "listed", "recalled", "ended"];
export const productPurposeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Product"]["purpose"]> = ["public_interest", "industry"];
export const egressColumnHowValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["EgressColumn"]["how"]> = ["key", "aggregate", "computed", "column", "constant"];
export const applyRegistrationKindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApplyRegistration"]["kind"]> = ["initial", "change", "correction", "renewal", "cancellation"];
export const objectionStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Objection"]["status"]> = ["open", "upheld", "dismissed"];
export const registrationStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Registration"]["status"]> = ["applied", "accepted", "not_accepted", "reviewed", "rejected", "noticed", "registered", "superseded", "lapsed", "cancelled", "revoked", "ended"];
export const demandedColumnUsesValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DemandedColumn"]["uses"]> = ["join", "filter", "group", "aggregate", "masked", "visible", "lookup"];
export const demandedColumnTechniqueValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DemandedColumn"]["technique"]> = ["keep", "suppress", "pseudonymise", "division_province", "division_city", "division_county", "industry_section", "industry_division", "industry_group", "industry_class", "decade", "year", "quarter", "month", "age_band", "band", "bucket", "truncate", "shift", "noise"];
export const draftScenarioPurposeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["DraftScenario"]["purpose"]> = ["public_interest", "industry"];
export const scenarioStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Scenario"]["status"]> = ["draft", "submitted", "approved", "returned", "refused", "ended"];
export const todoListRowsStateValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["TodoList"]["rows"]["state"]> = ["near", "overdue"];
export const socialColumnTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SocialColumn"]["type"]> = ["boolean", "integer", "decimal", "text", "date"];
export const socialDataStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SocialData"]["status"]> = ["held", "exited"];
export const stopScopeScope_kindValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StopScope"]["scope_kind"]> = ["resource", "scenario", "product", "developer", "operator", "node"];
export const stopScopeExtentValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["StopScope"]["extent"]> = ["processing", "all"];
export const assessStopFindingValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["AssessStop"]["finding"]> = ["resume", "keep"];
export const stopStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Stop"]["status"]> = ["active", "lifted"];
export const suppliedColumnTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SuppliedColumn"]["type"]> = ["boolean", "integer", "decimal", "text", "date"];
export const batchRiskUnitValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["BatchRisk"]["unit"]> = ["entities", "rows"];
export const sourceKeyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["SourceKey"]["status"]> = ["active", "revoked"];
export const maskingOrderStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MaskingOrder"]["status"]> = ["issued", "withdrawn"];
export const batchStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Batch"]["status"]> = ["announced", "accepted", "refused", "replaced"];
export const jobParameterTypeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["JobParameter"]["type"]> = ["boolean", "integer", "decimal", "text", "date"];
export const maskedSampleStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["MaskedSample"]["status"]> = ["requested", "released", "refused"];
export const workspaceStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Workspace"]["status"]> = ["open", "exited"];
export const explainedColumnHowValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ExplainedColumn"]["how"]> = ["key", "aggregate", "computed", "column", "constant"];
export const jobStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Job"]["status"]> = ["submitted", "approved", "refused", "running", "done", "withheld", "failed", "cancelled"];
export const jobProgressPhaseValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["JobProgress"]["phase"]> = ["preparing", "loading", "computing", "sealing"];
export const jobProgressPhasesPhaseValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["JobProgress"]["phases"]["phase"]> = ["preparing", "loading", "computing", "sealing"];
