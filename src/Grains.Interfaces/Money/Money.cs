namespace ShopActors;

/// <summary>
/// An amount in whole minor units of one currency. Arithmetic is checked: an overflow or a mix of currencies is a bug
/// and throws. Nothing is rounded, because there are no fractions.
/// </summary>
/// <param name="MinorUnits">The amount in minor units, such as cents.</param>
/// <param name="Currency">The currency.</param>
[GenerateSerializer, Immutable, Alias("shop.money")]
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    /// <summary>Zero in a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>The sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.MinorUnits), Common(left, right));

    /// <summary>The difference of two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.MinorUnits), Common(left, right));

    /// <summary>The amount for a number of units.</summary>
    public static Money operator *(Money unitPrice, int quantity) =>
        unitPrice with { MinorUnits = checked(unitPrice.MinorUnits * quantity) };

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc cref="op_Addition" />
    public Money Add(Money other) => this + other;

    /// <inheritdoc cref="op_Subtraction" />
    public Money Subtract(Money other) => this - other;

    /// <inheritdoc cref="op_Multiply" />
    public Money Multiply(int quantity) => this * quantity;

    /// <inheritdoc />
    public int CompareTo(Money other)
    {
        _ = Common(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <inheritdoc />
    public override string ToString() => $"{MinorUnits} {Currency} (minor units)";

    private static Currency Common(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"Cannot combine {left.Currency} with {right.Currency}.");
}
