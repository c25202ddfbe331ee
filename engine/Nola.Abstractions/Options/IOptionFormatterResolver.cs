namespace Orleans;

/// <summary>Finds the formatter of named options.</summary>
public interface IOptionFormatterResolver<T>
{
    /// <summary>The formatter of the options of a name.</summary>
    IOptionFormatter<T> Resolve(string name);
}
