using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The status of a refund.</summary>
[GenerateSerializer, Alias("shop.refund-status")]
public enum RefundStatus
{
    /// <summary>The provider has not answered yet.</summary>
    Pending = 0,

    /// <summary>The money was refunded.</summary>
    Succeeded = 1,

    /// <summary>The provider finally refused it.</summary>
    Refused = 2,
}

/// <summary>One refund.</summary>
[GenerateSerializer, Immutable, Alias("shop.refund")]
public sealed record RefundSnapshot
{
    /// <summary>The command that requested it; a repetition is the same refund.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The amount.</summary>
    [Id(1)]
    public required Money Amount { get; init; }

    /// <summary>The status.</summary>
    [Id(2)]
    public required RefundStatus Status { get; init; }

    /// <summary>The provider's reason for a refusal.</summary>
    [Id(3)]
    public string? Code { get; init; }

    /// <summary>The units it is for; empty if it is for an amount.</summary>
    [Id(4)]
    public ImmutableArray<LineUnits> Lines { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether it is for the shipping.</summary>
    [Id(5)]
    public bool IsShipping { get; init; }
}
