using System.Diagnostics.CodeAnalysis;

namespace Orleans;

/// <summary>Why an activation is deactivated.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason with a text.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that led to it and a text.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The text.</summary>
    public string Description { get; }

    /// <summary>The exception that led to the deactivation.</summary>
    public Exception? Exception { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} Exception: {Exception}";
}
