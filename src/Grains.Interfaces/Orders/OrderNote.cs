namespace ShopActors;

/// <summary>What an operator noted about an order.</summary>
/// <param name="Id">The command that added it.</param>
/// <param name="Text">The note.</param>
/// <param name="By">The operator.</param>
/// <param name="At">When it was added.</param>
[GenerateSerializer, Immutable, Alias("shop.order-note")]
public sealed record OrderNote(OperationId Id, string Text, PrincipalId By, DateTimeOffset At);
