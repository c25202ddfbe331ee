using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Events;

/// <summary>The ways out for events that the configuration names: brokers and streams.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/ops/subscriptions").WithTags("Events");
        subscriptions.MapGet("", List).ForOperators(Scopes.WebhooksManage).WithName("listSubscriptions");
        subscriptions.MapGet("/{subscription}", Get).ForOperators(Scopes.WebhooksManage).WithName("getSubscription")
            .Refuses(ErrorCode.SubscriptionNotFound);
        subscriptions.MapPost("/{subscription}/pause", Pause).ForOperators(Scopes.WebhooksManage)
            .WithName("pauseSubscription").Refuses(ErrorCode.SubscriptionNotFound, ErrorCode.IdempotencyKeyReused);
        subscriptions.MapPost("/{subscription}/resume", Resume).ForOperators(Scopes.WebhooksManage)
            .WithName("resumeSubscription").Refuses(ErrorCode.SubscriptionNotFound, ErrorCode.IdempotencyKeyReused);
        subscriptions.MapPost("/{subscription}/replay", Replay).ForOperators(Scopes.WebhooksManage)
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
        HttpContext context, IGrainFactory grains, string subscription)
    {
        if (Find(grains, subscription) is not { } grain) return new Problem(UnknownIds.Subscription);
        var found = await grain.Get(context.GetCaller());
        return found.OkOrProblem(SubscriptionBody.Of);
    }

    /// <summary>Pauses a subscription.</summary>
    /// <remarks>Nothing is handed over until it is resumed; nothing is lost meanwhile.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Pause(
        HttpContext context, IGrainFactory grains, Command command, string subscription)
    {
        if (Find(grains, subscription) is not { } grain) return new Problem(UnknownIds.Subscription);
        return Answer(context, await grain.Pause(command.Id, command.Caller));
    }

    /// <summary>Resumes a subscription.</summary>
    /// <remarks>It goes on where it was paused.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Resume(
        HttpContext context, IGrainFactory grains, Command command, string subscription)
    {
        if (Find(grains, subscription) is not { } grain) return new Problem(UnknownIds.Subscription);
        return Answer(context, await grain.Resume(command.Id, command.Caller));
    }

    /// <summary>Hands earlier events over again.</summary>
    /// <remarks>With the ids that they had; then it goes on. Events are kept for some days.</remarks>
    internal static async Task<Results<Ok<SubscriptionBody>, Problem>> Replay(
        HttpContext context, IGrainFactory grains, Command command, string subscription, SubscriptionReplayRequest body)
    {
        if (Find(grains, subscription) is not { } grain) return new Problem(UnknownIds.Subscription);
        var from = body.FromSequence == 0 ? 0 : body.FromSequence - 1;
        return Answer(context, await grain.Replay(command.Id, command.Caller, from));
    }

    private static Results<Ok<SubscriptionBody>, Problem> Answer(
        HttpContext context, Result<SubscriptionSnapshot> answer)
    {
        if (answer.IsOk) Answers.Describe(context, null, answer.IsReplay);
        return answer.OkOrProblem(SubscriptionBody.Of);
    }

    // Text that cannot be a name does not become a grain.
    private static ISubscriptionGrain? Find(IGrainFactory grains, string name) =>
        name.Length <= WebhookLimits.SubscriptionNameMax && name.All(char.IsAsciiLetterLower)
            ? grains.GetGrain<ISubscriptionGrain>(name)
            : null;
}
