using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Events;

/// <summary>Webhook endpoints, which operators manage.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhookEndpoints(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/webhook-endpoints").WithTags("Events");
        endpoints.MapPost("", Create).ForOperators(Scopes.WebhooksManage).WithName("createWebhookEndpoint")
            .Sends(HeaderNames.ETag).Refuses(
                ErrorCode.InvalidWebhookEndpoint, ErrorCode.TooManyWebhookEndpoints, ErrorCode.IdempotencyKeyReused);
        endpoints.MapGet("", List).ForOperators(Scopes.WebhooksManage).WithName("listWebhookEndpoints");
        endpoints.MapGet("/{endpointId}", Get).ForOperators(Scopes.WebhooksManage).WithName("getWebhookEndpoint")
            .Refuses(ErrorCode.WebhookEndpointNotFound);
        endpoints.MapPut("/{endpointId}", Change).ForOperators(Scopes.WebhooksManage)
            .WithName("changeWebhookEndpoint").HonoursMatch().Sends(HeaderNames.ETag).Refuses(
                ErrorCode.WebhookEndpointNotFound, ErrorCode.InvalidWebhookEndpoint, ErrorCode.StaleVersion,
                ErrorCode.IdempotencyKeyReused);
        endpoints.MapDelete("/{endpointId}", Delete).ForOperators(Scopes.WebhooksManage)
            .WithName("deleteWebhookEndpoint").Refuses(ErrorCode.WebhookEndpointNotFound);
        endpoints.MapPost("/{endpointId}/secret", RotateSecret).ForOperators(Scopes.WebhooksManage)
            .WithName("rotateWebhookSecret").Sends(HeaderNames.ETag)
            .Refuses(ErrorCode.WebhookEndpointNotFound, ErrorCode.IdempotencyKeyReused);
        endpoints.MapGet("/{endpointId}/deliveries", Deliveries).ForOperators(Scopes.WebhooksManage)
            .WithName("listWebhookDeliveries").Refuses(ErrorCode.WebhookEndpointNotFound);
        endpoints.MapPost("/{endpointId}/replay", Replay).ForOperators(Scopes.WebhooksManage)
            .WithName("replayWebhooks").Sends(HeaderNames.ETag).Refuses(
                ErrorCode.WebhookEndpointNotFound, ErrorCode.InvalidWebhookEndpoint, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Creates a webhook endpoint.</summary>
    /// <remarks>
    /// It gets every event from now on that one of its patterns matches, signed with its secret after the Standard
    /// Webhooks specification. The secret is shown here and when it is rotated.
    /// </remarks>
    internal static async Task<Results<Created<WebhookEndpointBody>, Problem>> Create(
        HttpContext context, IGrainFactory grains, Command command, WebhookEndpointRequest body)
    {
        var id = WebhookEndpointId.For(command.Id);
        var created = await Of(grains, id).Create(command.Id, command.Caller, body.ToSettings());
        return created.Created(context, $"/webhook-endpoints/{id}", TagOf, WebhookEndpointBody.WithSecret);
    }

    /// <summary>Lists the webhook endpoints.</summary>
    /// <remarks>The latest first.</remarks>
    internal static async Task<Results<Ok<WebhookEndpointListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains)
    {
        var endpoints = await grains.GetGrain<IWebhookDirectoryGrain>(0).List(context.GetCaller());
        return endpoints.OkOrProblem(found => new WebhookEndpointListBody([.. found.Select(WebhookEndpointBody.Of)]));
    }

    /// <summary>Reads a webhook endpoint.</summary>
    /// <remarks>Its position is that of the latest event that is done with.</remarks>
    internal static async Task<Results<Ok<WebhookEndpointBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, string endpointId)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var endpoint = await grain.Get(context.GetCaller());
        return endpoint.OkIfModified(context, TagOf, WebhookEndpointBody.Of);
    }

    /// <summary>Changes a webhook endpoint.</summary>
    /// <remarks>A disabled endpoint is enabled, and goes on where it had stopped.</remarks>
    internal static async Task<Results<Ok<WebhookEndpointBody>, Problem>> Change(
        HttpContext context, IGrainFactory grains, Command command, string endpointId, WebhookEndpointRequest body)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var changed = await grain.Change(command.Id, command.Caller, body.ToSettings(), command.Match);
        return changed.OkWritten(context, TagOf, WebhookEndpointBody.Of);
    }

    /// <summary>Deletes a webhook endpoint.</summary>
    /// <remarks>Deliveries that are under way may still arrive.</remarks>
    internal static async Task<Results<NoContent, Problem>> Delete(
        HttpContext context, IGrainFactory grains, string endpointId)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var deleted = await grain.Delete(context.GetCaller());
        return deleted.IsOk ? TypedResults.NoContent() : new Problem(deleted.Error);
    }

    /// <summary>Draws a new secret.</summary>
    /// <remarks>For a day the old one signs as well, so that the receiver can change over.</remarks>
    internal static async Task<Results<Ok<WebhookEndpointBody>, Problem>> RotateSecret(
        HttpContext context, IGrainFactory grains, Command command, string endpointId)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var rotated = await grain.RotateSecret(command.Id, command.Caller);
        return rotated.OkWritten(context, TagOf, WebhookEndpointBody.WithSecret);
    }

    /// <summary>Lists the latest deliveries.</summary>
    /// <remarks>The latest first; an endpoint remembers 100.</remarks>
    internal static async Task<Results<Ok<WebhookDeliveryListBody>, Problem>> Deliveries(
        HttpContext context, IGrainFactory grains, string endpointId)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var deliveries = await grain.Deliveries(context.GetCaller());
        return deliveries.OkOrProblem(
            found => new WebhookDeliveryListBody([.. found.Select(WebhookDeliveryBody.Of)]));
    }

    /// <summary>Delivers earlier events again.</summary>
    /// <remarks>With the ids that they had; then the delivery goes on. Events are kept for some days.</remarks>
    internal static async Task<Results<Accepted<WebhookEndpointBody>, Problem>> Replay(
        HttpContext context, IGrainFactory grains, Command command, string endpointId, WebhookReplayRequest body)
    {
        if (Find(grains, endpointId) is not { } grain) return new Problem(UnknownIds.WebhookEndpoint);
        var replay = await grain.Replay(
            command.Id, command.Caller, body.FromSequence == 0 ? 0 : body.FromSequence - 1, body.ToSequence);
        if (replay.IsRefused) return new Problem(replay.Error);
        Answers.Describe(context, TagOf(replay.Value), replay.IsReplay);
        return TypedResults.Accepted($"/webhook-endpoints/{endpointId}", WebhookEndpointBody.Of(replay.Value));
    }

    /// <summary>The second part changes with the deliveries; a condition compares the first.</summary>
    private static string TagOf(WebhookEndpointSnapshot endpoint) => EntityTags.Of(
        endpoint.Version, endpoint.Position + (endpoint.NextAttemptAt?.ToUnixTimeMilliseconds() ?? 0));

    private static IWebhookEndpointGrain Of(IGrainFactory grains, WebhookEndpointId id) =>
        grains.GetGrain<IWebhookEndpointGrain>(id.Value);

    private static IWebhookEndpointGrain? Find(IGrainFactory grains, string text) =>
        WebhookEndpointId.TryParse(text, out var id) ? Of(grains, id) : null;
}
