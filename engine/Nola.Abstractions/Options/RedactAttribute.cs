namespace Orleans;

/// <summary>Says that the value of an option is a secret, which must not be written to logs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class RedactAttribute : Attribute
{
    /// <summary>What is written instead.</summary>
    public virtual string Redact(object? value) => "REDACTED";
}
