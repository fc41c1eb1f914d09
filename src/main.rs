//! Holdfast
fn main(){}
