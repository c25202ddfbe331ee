namespace Orleans;

/// <summary>
/// Writes options as lines of text. The runtime does not log options; formatters are for the application.
/// </summary>
public interface IOptionFormatter
{
    /// <summary>What the options are called.</summary>
    string Name { get; }

    /// <summary>The options, a line each.</summary>
    IEnumerable<string> Format();
}

/// <summary>Writes options of a type as lines of text.</summary>
public interface IOptionFormatter<T> : IOptionFormatter;
