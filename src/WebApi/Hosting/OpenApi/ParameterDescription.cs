using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Events;
using ShopActors.WebApi.Imports;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>Describes the parameters of the path and the query, and the headers that requests may have.</summary>
internal static class ParameterDescription
{
    private const string Key = "IdempotencyKey";
    private const string NeededKey = "RequiredIdempotencyKey";
    private const string Match = "IfMatch";
    private const string CreateOnly = "IfNothingYet";
    private const string Changed = "IfNoneMatch";
    private const string PreferMinimal = "PreferMinimal";
    private const string PreferWait = "PreferWait";
    private const string Resume = "LastEventId";

    private static readonly FrozenDictionary<string, Known> Names = new Dictionary<string, Known>
    {
        ["cartId"] = new("The cart's id.", new TextOfAttribute<CartId>().Describe),
        ["lineId"] = new("The line's id.", new TextOfAttribute<LineId>().Describe),
        ["orderId"] = new("The order's id.", new TextOfAttribute<OrderId>().Describe),
        ["imageId"] = new("The image's id.", new TextOfAttribute<ImageId>().Describe),
        ["format"] = new("CSV, or JSON lines.", new OneOfAttribute(ProductExportEndpoints.Formats).Describe),
        ["importId"] = new("The import's id.", new TextOfAttribute<ImportId>().Describe),
        ["returnId"] = new("The return's id.", new TextOfAttribute<ReturnId>().Describe),
        ["auditId"] = new("The audit's id.", new TextOfAttribute<OperationId>().Describe),
        ["reconciliationId"] = new("The reconciliation's id.", new TextOfAttribute<OperationId>().Describe),
        ["shipmentId"] = new("The shipment's id.", new TextOfAttribute<OperationId>().Describe),
        ["promotionId"] = new("The promotion's id.", new TextOfAttribute<PromotionId>().Describe),
        ["code"] = new("The coupon's code, in any case.", new TextOfAttribute<CouponCode>().Describe),
        ["status"] = new("Only orders of this status.", new NameOfAttribute<OrderStatus>().Describe),
        ["fulfilment"] = new(
            "Only orders whose goods are so far.", new NameOfAttribute<FulfilmentStatus>().Describe),
        ["needsReview"] = new("Only orders about which a person has to decide, or only others.", static _ => { }),
        ["from"] = new("Only orders placed at this instant or later.", static _ => { }),
        ["to"] = new("Only orders placed before this instant.", static _ => { }),
        ["customer"] = new("Only orders of this customer: the id or the e-mail address.", static schema =>
            schema.MaxLength = CustomerLimits.EmailMax),
        ["q"] = new(
            "Of orders: a number or id, a SKU, a coupon code, or words of titles. Of customers: an id, an e-mail " +
            "address, or parts of names and addresses.",
            static schema => schema.MaxLength = OrderLimits.SearchMax),
        ["paymentId"] = new("The payment's id.", new TextOfAttribute<PaymentId>().Describe),
        ["productId"] = new("The product's id.", new TextOfAttribute<ProductId>().Describe),
        ["customerId"] = new("The customer's id.", new TextOfAttribute<CustomerId>().Describe),
        ["userId"] = new("The customer's id.", new TextOfAttribute<CustomerId>().Describe),
        ["sessionId"] = new("The session's id.", new TextOfAttribute<SessionId>().Describe),
        ["identityId"] = new("The identity's id.", new TextOfAttribute<IdentityId>().Describe),
        ["token"] = new("The token of a message.", static schema => schema.MaxLength = AccessToken.TextMax),
        ["keyId"] = new("The key's id.", new TextOfAttribute<OperatorKeyId>().Describe),
        ["endpointId"] = new("The webhook endpoint's id.", new TextOfAttribute<WebhookEndpointId>().Describe),
        ["subscription"] = new("The subscription's name.", static schema =>
            (schema.Pattern, schema.MinLength, schema.MaxLength) = ("^[a-z]+$", 1, WebhookLimits.SubscriptionNameMax)),
        ["sku"] = new("The SKU. Routes of shoppers also take the product's id.", new TextOfAttribute<Sku>().Describe),
        ["itemId"] = new("The SKU, or the product's id.", new TextOfAttribute<Sku>().Describe),
        ["reservationId"] = new("The reservation's id.", new TextOfAttribute<HoldId>().Describe),
        ["provider"] = new(
            "The provider: `stripe`, or any other name for one that speaks the shop's protocol.", static _ => { }),
        ["cursor"] = new("The `nextCursor` of the page before; absent for the first.", static schema =>
        {
            schema.Pattern = "^[A-Za-z0-9_-]*$";
            schema.MaxLength = PageCursor.LengthMax;
        }),
        ["limit"] = new("The most entries of the page.", static schema =>
        {
            (schema.Minimum, schema.Maximum) = ("1", $"{PageCursor.LimitMax}");
            schema.Default = PageCursor.LimitDefault;
        }),
        ["search"] = new("Words, each of which a word in title, author or SKU begins with.", static _ => { }),
        ["group"] = new("Only the variants of this group.", static _ => { }),
        ["attributes"] = new("Only products with these attributes: `colour:red;size:M`.", static _ => { }),
        ["sort"] = new("The order; by relevance if there are words, else by SKU.",
            new NameOfAttribute<ProductSort>().Describe),
        ["currency"] = new("The currency whose prices count; EUR if absent.", new TextOfAttribute<Currency>().Describe),
        ["minPrice"] = new("The lowest price in minor units.", static schema => schema.Minimum = "0"),
        ["maxPrice"] = new("The highest price in minor units.", static schema => schema.Minimum = "0"),
        ["inStock"] = new("Whether to leave out what is sold out.", static schema => schema.Default = false),
        ["facets"] = new("Whether to count the matching products by category and attribute.",
            static schema => schema.Default = false),
        ["saleStatus"] = new("Only products of this status; `any` for all. For operators.",
            new OneOfAttribute([
                ProductListQuery.AnyStatus, .. Enum.GetValues<ProductStatus>().Select(PublicName.Of)]).Describe),
        ["category"] = new("Only this category.", static _ => { }),
        ["checkStock"] = new(
            "Whether to warn of lines with too little stock.", static schema => schema.Default = false),
        ["asOf"] = new("Only the events until this instant.", static _ => { }),
        ["quantity"] = new("How many units.", static schema =>
            (schema.Minimum, schema.Maximum) = ("1", $"{StockLimits.HoldQuantityMax}")),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static void Describe(OpenApiOperation operation, DescribedRoute route, OpenApiDocument document)
    {
        var parameters = operation.Parameters ??= [];
        foreach (var name in route.PathParameters.Where(name => parameters.All(parameter => parameter.Name != name)))
        {
            parameters.Add(Path(name));
        }

        foreach (var parameter in parameters.OfType<OpenApiParameter>())
        {
            // The members of a record are named like its properties.
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            var known = Names[parameter.Name];
            parameter.Description = known.Description;
            if (parameter.Schema is OpenApiSchema schema) known.Describe(schema);
        }

        foreach (var header in HeadersOf(operation, route))
        {
            parameters.Add(new OpenApiParameterReference(header, document));
        }
    }

    public static void AddComponents(OpenApiComponents components)
    {
        components.Parameters ??= new Dictionary<string, IOpenApiParameter>();
        components.Parameters[Key] = Header(
            IdempotencyKey.HeaderName,
            "Names the request, so that repeating it has one effect and the same answer. Recommended: 16 random bytes.",
            "my-request-1", isRequired: false, IdempotencyKey.LengthMax + 2);
        components.Parameters[NeededKey] = Header(
            IdempotencyKey.HeaderName,
            "Names the request, so that repeating it has one effect and the same answer.",
            "my-request-1", isRequired: true, IdempotencyKey.LengthMax + 2);
        components.Parameters[Match] = Header(
            HeaderNames.IfMatch, "The tag of the version to change; the request is refused at any other.", "\"7\"");
        components.Parameters[CreateOnly] = Header(
            HeaderNames.IfNoneMatch, "`*`: only if there is nothing yet. In place of `If-Match`.", "*");
        components.Parameters[Changed] = Header(
            HeaderNames.IfNoneMatch, "Tags that the client has: 304 without a body if one is current.", "\"7\"");
        components.Parameters[Resume] = Header(
            EventStream.ResumeHeader, "The id of the last event that the client has.", "evt_17");
        components.Parameters[PreferMinimal] = Header(
            Preferences.HeaderName, "`return=minimal`: 204 without a body in place of 200.", "return=minimal");
        components.Parameters[PreferWait] = Header(
            Preferences.HeaderName,
            "`respond-async`: 202 as soon as the order is stored. `wait=5`: 202 after 5 seconds, if the order has not "
            + "ended by then.",
            "respond-async, wait=2");
    }

    private static IEnumerable<string> HeadersOf(OpenApiOperation operation, DescribedRoute route)
    {
        if (operation.Responses?.ContainsKey("304") == true) yield return Changed;
        if (route.IsStream) yield return Resume;
        if (!route.IsWrite || route.IsSigned) yield break;
        yield return route.RequiresKey ? NeededKey : Key;
        if (route.Match is not null)
        {
            yield return Match;
            yield return CreateOnly;
        }

        foreach (var preferred in route.Preferred)
        {
            yield return preferred == Preferred.Minimal ? PreferMinimal : PreferWait;
        }
    }

    /// <summary>A parameter of the path that the handler does not read.</summary>
    private static OpenApiParameter Path(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Header(
        string name, string description, JsonNode example, bool isRequired = false, int? lengthMax = null) => new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Required = isRequired,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = lengthMax,
                Examples = [example],
            },
        };

    private sealed record Known(string Description, Action<OpenApiSchema> Describe);
}
