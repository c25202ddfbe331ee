using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Events;

/// <summary>The ways out for events that the configuration names: brokers and streams.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/ops/subscriptions").WithTags("Events");
        subscriptions.MapGet("", List).ForOperators(Scopes.WebhooksManage).WithName("listSubscriptions");
        subscriptions.MapGet("/{name}", Get).ForOperators(Scopes.WebhooksManage).WithName("getSubscription")
            .Refuses(ErrorCode.SubscriptionNotFound);
        subscriptions.MapPost("/{name}/pause", Pause).ForOperators(Scopes.WebhooksManage)
            .WithName("pauseSubscription").Refuses(ErrorCode.SubscriptionNotFound, ErrorCode.IdempotencyKeyReused);
        subscriptions.MapPost("/{name}/resume", Resume).ForOperators(Scopes.WebhooksManage)
            .WithName("resumeSubscription").Refuses(ErrorCode.SubscriptionNotFound, ErrorCode.IdempotencyKeyReused);
        subscriptions.MapPost("/{name}/replay", Replay).ForOperators(Scopes.WebhooksManage)
            .WithName("replaySubscription").Refuses(
                ErrorCode.SubscriptionNotFound, ErrorCode.InvalidReplay, ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Lists the subscriptions.</summary>
    /// <remarks>Brokers and streams that the configuration turns on, by name.</remarks>
    internal static async Task<Results<Ok<SubscriptionListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains)
    {
        var found = await grains.GetGrain<ISubscriptionDirectoryGrain>(0).List(context.GetCaller());
        return found.OkOrProblem(all => new SubscriptionListBody([.. all.Select(SubscriptionBody.Of)]));
    }

    /// <summary>Reads a subscription.</summary>
    /// <remarks>How far it is, and what it could not hand over.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, string name)
    {
        var subscription = await Of(grains, name).Get(context.GetCaller());
        return subscription.OkOrProblem(SubscriptionBody.Of);
    }

    /// <summary>Pauses a subscription.</summary>
    /// <remarks>Nothing is handed over until it is resumed; nothing is lost meanwhile.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Pause(
        HttpContext context, IGrainFactory grains, Command command, string name) =>
        Answer(context, await Of(grains, name).Pause(command.Id, command.Caller));

    /// <summary>Resumes a subscription.</summary>
    /// <remarks>It goes on where it was paused.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Resume(
        HttpContext context, IGrainFactory grains, Command command, string name) =>
        Answer(context, await Of(grains, name).Resume(command.Id, command.Caller));

    /// <summary>Hands earlier events over again.</summary>
    /// <remarks>With the ids that they had; then it goes on. Events are kept for some days.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Replay(
        HttpContext context, IGrainFactory grains, Command command, string name, SubscriptionReplayRequest body) =>
        Answer(context, await Of(grains, name).Replay(
            command.Id, command.Caller, body.FromSequence == 0 ? 0 : body.FromSequence - 1));

    private static Results<Ok<SubscriptionBody>, Problem> Answer(
        HttpContext context, Result<SubscriptionSnapshot> answer)
    {
        if (answer.IsOk) Answers.Describe(context, null, answer.IsReplay);
        return answer.OkOrProblem(SubscriptionBody.Of);
    }

    private static ISubscriptionGrain Of(IGrainFactory grains, string name) =>
        grains.GetGrain<ISubscriptionGrain>(name);
}
