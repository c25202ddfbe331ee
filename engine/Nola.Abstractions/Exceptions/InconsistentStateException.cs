using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored state changed since it was read: the activation's copy is stale.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public InconsistentStateException()
        : base("The stored state is not the one that was read.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception with both tags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>An exception with both tags and a cause.</summary>
    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>An exception with both tags and the storage's exception, whose message it takes.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException?.Message ?? string.Empty, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The tag in storage.</summary>
    [Id(0)]
    public string? StoredEtag { get; private set; }

    /// <summary>The tag the writer held.</summary>
    [Id(1)]
    public string? CurrentEtag { get; private set; }

    /// <summary>
    /// Whether the activation that threw it was already told to deactivate, so that callers it passes through stay.
    /// </summary>
    [Id(2)]
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{GetType().Name}: {Message} Expected tag=\"{CurrentEtag}\", stored tag=\"{StoredEtag}\". {InnerException}");
}
