using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Completes the OpenAPI document: the framework takes paths, bodies and texts from the handlers, and the parts named
/// here add headers, refusals and credentials from the routes' metadata. <c>docs/openapi.json</c> is the result.
/// </summary>
internal static class DocumentDescription
{
    private static readonly OpenApiInfo Info = new()
    {
        Title = "ShopActors",
        Version = "v1",
        Description =
            "A commerce back end that never oversells, never charges twice and loses no acknowledged write. " +
            "Every refusal is a problem (RFC 9457) with a stable `code`. Reads of what has a version are tagged. " +
            "Writes take an `Idempotency-Key`: a repeated request has one effect. In a request, null is the same as " +
            "leaving an optional member out. Answers of later versions may have further members.",
        Contact = new() { Name = "The maintainers of ShopActors" },
        License = new() { Name = "MIT", Identifier = "MIT" },
    };

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Products", "Browsing the catalogue."),
        ("Carts", "Carts of guests and customers."),
        ("Orders", "Placing, reading, cancelling and refunding orders."),
        ("Fulfilment", "Shipping the goods of orders, and taking them back."),
        ("Promotions", "Promotions and their coupons."),
        ("Payments", "Reading payments."),
        ("Webhooks", "What the payment provider calls."),
        ("Stock", "Reading and changing stock as an operator."),
        ("Customers", "Registered customers."),
        ("Plain routes", "Short routes with one cart per caller, for simple clients."),
        ("Events", "Webhook endpoints, to which the shop delivers its events."),
        ("Operations", "Auditing the shop, and the orders of all buyers."),
    ];

    public static void Configure(OpenApiOptions options)
    {
        options.AddSchemaTransformer(SchemaDescription.DescribeAsync);
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            var (route, document) = (new DescribedRoute(context.Description), context.Document!);
            ParameterDescription.Describe(operation, route, document);
            SchemaDescription.DescribeBody(operation);
            AnswerDescription.Describe(operation, route, document);
            RefusalDescription.Describe(operation, route, document);
            SecurityDescription.Describe(operation, route, document);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = Info;
            document.Servers = [new() { Url = "/", Description = "The shop that serves this document." }];
            document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description })
                .ToHashSet();
            var components = document.Components ??= new();
            ParameterDescription.AddComponents(components);
            AnswerDescription.AddComponents(components);
            RefusalDescription.AddComponents(components, document);
            SecurityDescription.AddComponents(components);
            SchemaDescription.Complete(components, document);
            return Task.CompletedTask;
        });
    }
}
