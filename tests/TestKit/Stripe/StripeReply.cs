using System.Text.Json.Nodes;

namespace ShopActors.TestKit;

/// <summary>An answer of the server: a status and a body in Stripe's form.</summary>
internal sealed record StripeReply(int Status, string Body)
{
    public static StripeReply Ok(JsonNode body) => new(200, body.ToJsonString());

    public static StripeReply Error(int status, string type, string code, JsonObject? more = null)
    {
        var error = more ?? [];
        error["type"] = type;
        error["code"] = code;
        error["message"] = "Refused by the test.";
        return new(status, new JsonObject { ["error"] = error }.ToJsonString());
    }
}
