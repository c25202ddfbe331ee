namespace ShopActors.Client;

/// <summary>An entry of the log of operators.</summary>
public sealed record OperatorLogEntry
{
    /// <summary>The entry's number, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The request, which has an entry before it is executed and one after.</summary>
    public required string Request { get; init; }

    /// <summary>
    /// The operator: a key's id, the id of an OpenID provider's identity, or <c>ops</c> for the configured token.
    /// </summary>
    public required string Operator { get; init; }

    /// <summary>The name of the operator's key, or the identity's subject and issuer.</summary>
    public required string Name { get; init; }

    /// <summary>The operation's name in the API's description.</summary>
    public required string Operation { get; init; }

    /// <summary>The method and the path.</summary>
    public required string Target { get; init; }

    /// <summary>The status of the answer; null before the request is executed.</summary>
    public int? Status { get; init; }

    /// <summary>The SHA-256 of the hash of the entry before and of this entry, in hexadecimal.</summary>
    public required string Hash { get; init; }
}
