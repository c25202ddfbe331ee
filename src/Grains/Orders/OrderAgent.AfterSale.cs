namespace ShopActors;

/// <summary>Commands on the goods and the owner of a confirmed order.</summary>
internal sealed partial class OrderAgent
{
    /// <summary>Makes a customer the owner of a guest's order.</summary>
    public async Task<Result> ClaimAsync(PrincipalId owner, string? buyer)
    {
        var before = State.Claim;
        if (before is null) await AddAsync([new OrderEvent.Claimed { Owner = owner, Buyer = buyer }]);
        await _journal.WhenDurable();
        return before is null || before.Owner == owner ? Result.Ok : OrderErrors.NotFound;
    }

    /// <summary>
    /// A command of an operator, or of the owner if no scope is named, on the goods of the order. Work that follows
    /// from it is waited for.
    /// </summary>
    public async Task<Result<T>> HandleAsync<T>(
        Caller caller, string? scope, Func<OrderState, Decision<OrderEvent>> decide, Func<OrderState, T> read)
        where T : notnull
    {
        var isAllowed = scope is null
            ? IsVisible(State, caller, Scopes.OrdersFulfil)
            : State.IsPlaced && caller.May(scope);
        if (!isAllowed) return await RefuseAsync(OrderErrors.NotFound);
        var decision = decide(State);
        if (decision.Error is { } error) return await RefuseAsync(error);
        await AddAsync(decision.Events);
        await WaitUntilSettledAsync();
        Result<T> answer = read(State);
        await _journal.WhenDurable();
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }
}
