using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Tests.OpenApi;

namespace ShopActors.Client.Tests;

/// <summary>
/// The client speaks the interface that docs/openapi.json describes: it has every operation, and its types have every
/// member. This replaces a generator (docs/adr/0014-typed-client.md).
/// </summary>
public sealed class ContractTests
{
    // As many as the largest enum has values; a sample has one of each enum.
    private const int Samples = 10;

    private static readonly JsonObject Document = Parse(File.ReadAllText(ApiDocument.CommittedPath));
    private static readonly JsonObject Schemas = Document["components"]!["schemas"]!.AsObject();

    /// <summary>Operations that the client leaves out, each with the reason.</summary>
    private static readonly FrozenDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
        ["receivePaymentWebhook"] = "Only the payment provider calls it.",
        ["forgetOwnCart"] = "It deletes a cookie, and the client has none.",
        ["reserveItem"] = "The same as reserveStock.",
        ["importProducts"] = "An upload that is streamed, with HttpClient.",
        ["exportProducts"] = "A download that is streamed, with HttpClient.",
        ["uploadImage"] = "A file, with HttpClient.",
        ["getImage"] = "A file, with HttpClient.",
        ["followOrder"] = "A stream, which System.Net.ServerSentEvents reads.",
        ["followStock"] = "A stream, which System.Net.ServerSentEvents reads.",
        ["followAll"] = "A stream, which System.Net.ServerSentEvents reads.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Type> Types = new Dictionary<string, Type>
    {
        ["AddItemRequest"] = typeof(AddItemRequest),
        ["AddressBody"] = typeof(Address),
        ["AdjustStockRequest"] = typeof(AdjustStockRequest),
        ["AmountRequest"] = typeof(Money),
        ["AuditBody"] = typeof(AuditReport),
        ["AuditMoneyBody"] = typeof(AuditMoney),
        ["AuditOrdersBody"] = typeof(AuditOrders),
        ["AuditPageBody"] = typeof(Page<AuditRun>),
        ["AuditPairBody"] = typeof(AuditPair),
        ["AuditProgressBody"] = typeof(AuditProgress),
        ["AuditRunBody"] = typeof(AuditRun),
        ["AuditSummaryBody"] = typeof(AuditSummary),
        ["AuditViolationBody"] = typeof(AuditViolation),
        ["AuditViolationsBody"] = typeof(AuditViolations),
        ["AvailabilityBody"] = typeof(Availability),
        ["CartBody"] = typeof(Cart),
        ["CartLineBody"] = typeof(CartLine),
        ["CartWarningBody"] = typeof(CartWarning),
        ["CategoryBody"] = typeof(Category),
        ["ChangeProductRequest"] = typeof(ChangeProductRequest),
        ["ChangeShipmentRequest"] = typeof(ChangeShipmentRequest),
        ["CheckoutRequest"] = typeof(CheckoutRequest),
        ["ChosenShippingBody"] = typeof(ChosenShipping),
        ["ClaimedOrdersBody"] = typeof(ClaimedOrders),
        ["ContactBody"] = typeof(Contact),
        ["CouponBody"] = typeof(Coupon),
        ["CouponRequest"] = typeof(CouponRequest),
        ["CreateCartRequest"] = typeof(CreateCartRequest),
        ["CreateProductRequest"] = typeof(CreateProductRequest),
        ["CustomerBody"] = typeof(Customer),
        ["CustomerDetailBody"] = typeof(CustomerDetail),
        ["CustomerRecordBody"] = typeof(CustomerRecord),
        ["CustomerRecordPageBody"] = typeof(Page<CustomerRecord>),
        ["CustomerRequest"] = typeof(CustomerRequest),
        ["DiscountBody"] = typeof(Discount),
        ["ExplanationBody"] = typeof(StockExplanation),
        ["ExportBody"] = typeof(CustomerExport),
        ["FacetBody"] = typeof(ProductFacet),
        ["FacetValueBody"] = typeof(FacetValue),
        ["HoldBody"] = typeof(Reservation),
        ["HoldPageBody"] = typeof(Page<Reservation>),
        ["IdentityBody"] = typeof(CustomerIdentity),
        ["IdentityListBody"] = typeof(CustomerIdentities),
        ["IdTokenRequest"] = typeof(IdTokenRequest),
        ["ImageBody"] = typeof(ProductImage),
        ["ImportBody"] = typeof(Import),
        ["ImportErrorBody"] = typeof(ImportError),
        ["LedgerBalanceBody"] = typeof(LedgerBalance),
        ["LedgerPageBody"] = typeof(Page<LedgerTransaction>),
        ["LedgerPostingBody"] = typeof(LedgerPosting),
        ["LedgerTransactionBody"] = typeof(LedgerTransaction),
        ["LineChargeBody"] = typeof(LineCharge),
        ["MergeCartRequest"] = typeof(MergeCartRequest),
        ["MessageBody"] = typeof(CustomerMessages),
        ["MoneyBody"] = typeof(Money),
        ["MovementBody"] = typeof(StockMovement),
        ["NewPasswordRequest"] = typeof(NewPasswordRequest),
        ["NoteBody"] = typeof(OrderNote),
        ["NoteRequest"] = typeof(NoteRequest),
        ["OperatorKeyBody"] = typeof(OperatorKey),
        ["OperatorKeyListBody"] = typeof(OperatorKeys),
        ["OperatorKeyRequest"] = typeof(OperatorKeyRequest),
        ["OperatorLogEntryBody"] = typeof(OperatorLogEntry),
        ["OperatorLogPageBody"] = typeof(Page<OperatorLogEntry>),
        ["OrderBody"] = typeof(Order),
        ["OrderLineBody"] = typeof(OrderLine),
        ["OrderPageBody"] = typeof(Page<Order>),
        ["OrderPaymentBody"] = typeof(OrderPayment),
        ["OverviewBody"] = typeof(Overview),
        ["OverviewOperatorBody"] = typeof(OverviewOperator),
        ["ParkedEventBody"] = typeof(ParkedEvent),
        ["PayerActionBody"] = typeof(PayerAction),
        ["PasswordRequest"] = typeof(PasswordRequest),
        ["PaymentBody"] = typeof(Payment),
        ["PaymentDecisionRequest"] = typeof(PaymentDecisionRequest),
        ["PaymentDifferenceBody"] = typeof(PaymentDifference),
        ["PaymentReviewBody"] = typeof(PaymentReview),
        ["PlainCartBody"] = typeof(OwnCart),
        ["PlainCartItemBody"] = typeof(OwnCartItem),
        ["PlainItemRequest"] = typeof(OwnCartItemRequest),
        ["PlainPaymentBody"] = typeof(PaymentCheck),
        ["PlainPaymentRequest"] = typeof(CheckPaymentRequest),
        ["PlainStockBody"] = typeof(StockItem),
        ["PlannedPriceBody"] = typeof(PlannedPrice),
        ["PlannedPriceRequest"] = typeof(PlannedPrice),
        ["PriceBody"] = typeof(ProductPrice),
        ["PriceRequest"] = typeof(ProductPrice),
        ["Problem"] = typeof(Problem),
        ["ProductBody"] = typeof(Product),
        ["ProductPageBody"] = typeof(ProductPage),
        ["PromotionBody"] = typeof(Promotion),
        ["PromotionListBody"] = typeof(Promotions),
        ["PromotionRequest"] = typeof(PromotionRequest),
        ["PublishRequest"] = typeof(PublishRequest),
        ["ReceivedUnitsRequest"] = typeof(ReceivedUnits),
        ["ReceiveReturnRequest"] = typeof(ReceiveReturnRequest),
        ["ReconciliationBody"] = typeof(Reconciliation),
        ["ReconciliationListBody"] = typeof(Reconciliations),
        ["RefreshRequest"] = typeof(RefreshRequest),
        ["RecountBody"] = typeof(Recount),
        ["RefundBody"] = typeof(Refund),
        ["RefundRequest"] = typeof(RefundRequest),
        ["RegistrationRequest"] = typeof(RegistrationRequest),
        ["ResetRequest"] = typeof(ResetRequest),
        ["ReturnBody"] = typeof(Return),
        ["ReturnRequest"] = typeof(ReturnRequest),
        ["SessionBody"] = typeof(Session),
        ["SessionEntryBody"] = typeof(CustomerSession),
        ["SessionListBody"] = typeof(CustomerSessions),
        ["SetQuantityRequest"] = typeof(SetQuantityRequest),
        ["SetStockRequest"] = typeof(SetStockRequest),
        ["ShipmentBody"] = typeof(Shipment),
        ["ShipmentRequest"] = typeof(ShipmentRequest),
        ["ShippingMethodBody"] = typeof(ShippingMethod),
        ["ShippingMethodListBody"] = typeof(ShippingMethods),
        ["ShippingMethodRequest"] = typeof(ShippingMethodRequest),
        ["Shortage"] = typeof(Shortage),
        ["SignInRequest"] = typeof(SignInRequest),
        ["SiloBody"] = typeof(Silo),
        ["StockAlertBody"] = typeof(StockAlert),
        ["StockAlertListBody"] = typeof(StockAlerts),
        ["StockAlertRequest"] = typeof(StockAlertRequest),
        ["StockBody"] = typeof(StockLevels),
        ["SubscriptionBody"] = typeof(Subscription),
        ["SubscriptionListBody"] = typeof(Subscriptions),
        ["SubscriptionReplayRequest"] = typeof(SubscriptionReplayRequest),
        ["TimelineBody"] = typeof(OrderTimeline),
        ["TimelineEntryBody"] = typeof(TimelineEntry),
        ["TrafficBody"] = typeof(Traffic),
        ["TrafficMinuteBody"] = typeof(TrafficMinute),
        ["UnitsBody"] = typeof(LineUnits),
        ["UnitsRequest"] = typeof(OrderUnits),
        ["VerificationRequest"] = typeof(VerificationRequest),
        ["WebhookDeliveryBody"] = typeof(WebhookDelivery),
        ["WebhookDeliveryListBody"] = typeof(WebhookDeliveries),
        ["WebhookEndpointBody"] = typeof(WebhookEndpoint),
        ["WebhookEndpointListBody"] = typeof(WebhookEndpoints),
        ["WebhookEndpointRequest"] = typeof(WebhookEndpointRequest),
        ["WebhookReplayRequest"] = typeof(WebhookReplayRequest),
    }.ToFrozenDictionary();

    public static TheoryData<string> SchemaNames => [.. Types.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> OperationIds => [.. ClientCalls.All.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Operations_OfTheDocument_AreInTheClientOrLeftOutForAReason() =>
        Assert.Equal(
            Operations().Select(operation => (string)operation.Operation["operationId"]!).Order(StringComparer.Ordinal),
            ClientCalls.All.Keys.Concat(LeftOut.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Schemas_OfTheDocument_HaveATypeOfTheClient() =>
        Assert.Equal(
            Schemas.Select(schema => schema.Key).Except(["PaymentWebhookRequest", "UploadedImageBody"])
                .Order(StringComparer.Ordinal),
            Types.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_OfTheDocument_AreThoseOfTheClient() =>
        Assert.Equal(
            Schemas["Problem"]!["properties"]!["code"]!["x-codes"]!.AsArray().Select(code => (string)code!)
                .Order(StringComparer.Ordinal),
            typeof(ProblemCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void Members_OfATypes_AreThoseOfItsSchema(string name)
    {
        var schema = Schemas[name]!.AsObject();
        var contract = ShopJson.Default.GetTypeInfo(Types[name])!;
        var members = contract.Properties.Where(member => !member.IsExtensionData && member.Get is not null).ToList();

        Assert.Equal(
            schema["properties"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal),
            members.Select(member => member.Name).Order(StringComparer.Ordinal));

        // Bodies of one or two members are parameters of a method, which the compiler requires. Amounts are sent as
        // they are answered, with the exponent.
        if (Types[name].IsNotPublic || name == "AmountRequest") return;
        Assert.Equal(
            (schema["required"]?.AsArray() ?? []).Select(member => (string)member!).Order(StringComparer.Ordinal),
            members.Where(member => member.IsRequired).Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Read and written again, a body has the same members with the same values, the names of enums included.
    /// </summary>
    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void Body_ReadAndWritten_IsTheSame(string name)
    {
        var contract = ShopJson.Default.GetTypeInfo(Types[name])!;
        for (var sample = 0; sample < Samples; sample++)
        {
            var body = SampleOf(Schemas[name]!.AsObject(), sample)!;

            var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(body, contract), contract);

            Assert.True(JsonNode.DeepEquals(body, written), $"{body}\nbecame\n{written}");
        }
    }

    /// <summary>
    /// Every call has the method, path, parameters, headers and body of its operation, and reads its answer.
    /// </summary>
    [Theory]
    [MemberData(nameof(OperationIds))]
    public async Task Call_HasTheFormOfItsOperation(string operationId)
    {
        var (path, method, operation) = Operations()
            .Single(candidate => (string?)candidate.Operation["operationId"] == operationId);
        var (status, body) = SuccessOf(operation);
        using var shop = new FakeShop(FakeShop.Answers(status, body, ("ETag", "\"7\"")));
        using var client = shop.NewClient(options => options.Address = new("https://shop.example/"));

        foreach (var call in ClientCalls.All[operationId]) await call(client);

        foreach (var request in shop.Requests)
        {
            Assert.Equal(method, request.Method.Method, ignoreCase: true);
            Assert.Equal(path.Split('/').Length, request.Address.AbsolutePath.Split('/').Length);
            Assert.All(
                path.Split('/').Zip(request.Address.AbsolutePath.Split('/')),
                pair => Assert.True(pair.First.StartsWith('{') || pair.First == pair.Second, $"{pair}"));
            Assert.Equal(operation["requestBody"] is not null, request.Body is not null);
        }

        // All that an operation takes is sent by one of its calls, and nothing else by any.
        var queries = shop.Requests.SelectMany(request => request.Address.Query.TrimStart('?').Split('&'))
            .Where(pair => pair.Length > 0).Select(pair => pair.Split('=')[0]);
        Assert.Equal(NamesOf(operation, "query"), queries.Distinct().Order(StringComparer.Ordinal));
        var headers = shop.Requests.SelectMany(request => request.Headers.Keys)
            .Except(["Accept", "User-Agent"]).Distinct();
        var isMinimal = (string?)operation["operationId"] == "removeCartItem";
        Assert.Equal(
            NamesOf(operation, "header").Except(isMinimal ? ["Prefer"] : []), headers.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, string Method, JsonObject Operation)> Operations() =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value!.AsObject());

    private static (HttpStatusCode Status, string Body) SuccessOf(JsonObject operation)
    {
        var (status, response) = operation["responses"]!.AsObject().First(response => response.Key[0] == '2');
        var schema = response!["content"]?["application/json"]!["schema"]!.AsObject();
        return (
            Enum.Parse<HttpStatusCode>(status),
            schema is null ? "" : WithoutCursor(SampleOf(schema, 0)!).ToJsonString());
    }

    // A list that is read to its end must have one.
    private static JsonNode WithoutCursor(JsonNode body)
    {
        (body as JsonObject)?.Remove("nextCursor");
        return body;
    }

    private static IEnumerable<string> NamesOf(JsonObject operation, string place) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Select(parameter => Resolve(parameter!.AsObject()))
            .Where(parameter => (string?)parameter["in"] == place)
            .Select(parameter => (string)parameter["name"]!)
            .Order(StringComparer.Ordinal);

    /// <summary>A value of the schema, with all members; the number chooses among the values of its enums.</summary>
    private static JsonNode? SampleOf(JsonObject schema, int number)
    {
        schema = Resolve(schema);
        if (schema["enum"] is JsonArray values)
        {
            return values[number % values.Count]!.DeepClone();
        }

        return (string?)schema["type"] switch
        {
            "object" when schema["properties"] is JsonObject members => new JsonObject(members.Select(member =>
                KeyValuePair.Create(member.Key, SampleOf(member.Value!.AsObject(), number)))),
            "object" => new JsonObject { ["name"] = "value" },
            "array" => new JsonArray(SampleOf(schema["items"]!.AsObject(), number)),
            "string" => (string?)schema["format"] == "date-time" ? "2026-11-30T12:34:56.789+00:00" : "text",
            "integer" => (string?)schema["format"] == "int64" ? 9_007_199_254_740_993 + number : number,
            "number" => 0.5 + number,
            "boolean" => number % 2 == 0,
            var type => throw new InvalidOperationException($"A schema has the type {type}."),
        };
    }

    private static JsonObject Resolve(JsonObject node) => (string?)node["$ref"] is { } reference
        ? reference.Split('/').Skip(1).Aggregate((JsonNode)Document, (at, name) => at[name]!).AsObject()
        : node;

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
