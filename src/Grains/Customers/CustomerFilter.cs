namespace ShopActors;

/// <summary>Which customers a query wants: those whose names and addresses have all its words, in any part.</summary>
internal sealed class CustomerFilter(string? text)
{
    private readonly string[] _words = text is null ? [] : SearchText.Fold(text).Split(' ');

    public static CustomerFilter All { get; } = new(null);

    public bool Accepts(CustomerSnapshot customer)
    {
        if (_words.Length == 0) return true;
        var folded = SearchText.Fold($"{customer.Name} {customer.Email}");
        return _words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
